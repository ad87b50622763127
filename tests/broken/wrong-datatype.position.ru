#+ focus: place/geonames/2449066
#+ shape: Place
#+ also: wrong-point
DELETE WHERE { GRAPH <graph/reference> { <place/geonames/2449066> wgs:lat ?lat } } ;
INSERT DATA { GRAPH <graph/reference> { <place/geonames/2449066> wgs:lat "nord" } }
