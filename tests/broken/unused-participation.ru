#+ focus: article/essai/event/delivery/place/3
#+ shape: none
DELETE WHERE { GRAPH <graph/essai> { <article/essai/event/delivery> cg:place ?place } }
