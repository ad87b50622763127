#+ focus: article/essai/event/delivery
#+ shape: none
INSERT { GRAPH <graph/essai> { <article/essai/event/delivery> cg:evidence ?other } }
WHERE { GRAPH <graph/essai> { <article/essai/event/statement> cg:evidence ?other } }
