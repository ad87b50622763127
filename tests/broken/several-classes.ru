#+ focus: article/essai/actor/marc-durand
#+ shape: Actor
INSERT DATA { GRAPH <graph/essai> { <article/essai/actor/marc-durand> a cg:Group } }
