#+ focus: place/geonames/2449066#point
#+ shape: Geometry
DELETE WHERE { GRAPH <graph/reference> { <place/geonames/2449066#point> geo:asWKT ?point } }
