#+ focus: article/essai/actor/marc-durand
#+ shape: none
INSERT DATA { GRAPH <graph/reference> { <article/essai/actor/marc-durand> rdfs:label "Marc Durand"@fr } }
