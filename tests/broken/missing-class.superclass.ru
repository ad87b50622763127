#+ focus: article/essai/actor/marc-durand
#+ shape: Actor
#+ also: wrong-object
DELETE DATA { GRAPH <graph/essai> { <article/essai/actor/marc-durand> a cg:Person } } ;
INSERT DATA { GRAPH <graph/essai> { <article/essai/actor/marc-durand> a cg:Actor } }
