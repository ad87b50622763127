#+ focus: article/essai/actor/marc-durand
#+ shape: none
INSERT DATA { GRAPH <graph/essai> { <article/essai/actor/marc-durand> cg:rank "colonel"@fr } }
