"""What Kazakh is made of: letters, sounds, forms, names, numbers."""
