#+ focus: place/geonames/2449066
#+ shape: none
DELETE WHERE { GRAPH <graph/reference> { <place/geonames/2449066#point> geo:asWKT ?point } } ;
INSERT DATA { GRAPH <graph/reference> { <place/geonames/2449066#point> geo:asWKT "POINT(16.77348 -3.00742)"^^geo:wktLiteral } }
