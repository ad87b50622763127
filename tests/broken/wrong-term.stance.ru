#+ focus: article/essai/claim/1
#+ shape: Claim
DELETE WHERE { GRAPH <graph/essai> { <article/essai/claim/1> cg:stance ?stance } } ;
INSERT DATA { GRAPH <graph/essai> { <article/essai/claim/1> cg:stance cg:denied } }
