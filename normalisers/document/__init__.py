"""What a report says of itself: kind, agency, region, years, each with its evidence."""
