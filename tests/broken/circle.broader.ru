#+ focus: article/essai/weapon/mines
#+ shape: none
INSERT DATA { GRAPH <graph/essai> { <https://w3id.org/conflictgraph/weapon/mine> skos:broader <article/essai/weapon/mines> } }
