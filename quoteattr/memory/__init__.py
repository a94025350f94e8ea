"""What is worked out once and kept, and when memory is cleaned up."""
