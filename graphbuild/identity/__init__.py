"""From mentions to things: the same actor, place or happening gets the same IRI."""
