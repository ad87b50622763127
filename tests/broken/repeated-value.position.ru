#+ focus: place/geonames/2449066
#+ shape: Place
#+ also: wrong-point
INSERT DATA { GRAPH <graph/reference> { <place/geonames/2449066> wgs:lat 17.5 } }
