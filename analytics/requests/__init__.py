"""What may be asked, and the address of what was asked."""
