"""The page in a real browser that can reach nothing outside."""
