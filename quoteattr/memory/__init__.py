"""What is kept between texts, and when memory is cleaned up."""
