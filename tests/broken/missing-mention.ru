#+ focus: article/essai/actor/oublie
#+ shape: Grounded
INSERT DATA { GRAPH <graph/essai> { <article/essai/actor/oublie> a cg:Group ; rdfs:label "des témoins"@fr } }
