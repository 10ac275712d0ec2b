"""OCR errors simulated in clean reports, and what repair and checks make of them."""
