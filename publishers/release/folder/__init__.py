"""What a release says of itself: README, dictionary, licence, citation, changes."""
