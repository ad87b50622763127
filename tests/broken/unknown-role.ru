#+ focus: article/essai/event/delivery/place/3
#+ shape: Participation
DELETE WHERE { GRAPH <graph/essai> { <article/essai/event/delivery> cg:place ?place . <article/essai/event/delivery/place/3> cg:role cg:place } } ;
INSERT DATA { GRAPH <graph/essai> { <article/essai/event/delivery/place/3> cg:role cg:within . <article/essai/event/delivery> cg:within <place/geonames/2449066> } }
