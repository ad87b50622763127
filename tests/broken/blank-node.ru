#+ focus: article/essai/actor/marc-durand
#+ shape: none
INSERT DATA { GRAPH <graph/essai> { <article/essai/actor/marc-durand> rdfs:seeAlso [ rdfs:label "biographie"@fr ] } }
