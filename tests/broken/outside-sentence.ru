#+ focus: article/essai#char=0,4
#+ shape: none
DELETE { GRAPH <graph/essai> { <article/essai#char=0,4> nif:sentence ?right } }
INSERT { GRAPH <graph/essai> { <article/essai#char=0,4> nif:sentence ?wrong } }
WHERE { GRAPH <graph/essai> { <article/essai#char=0,4> nif:sentence ?right . ?wrong a nif:Sentence FILTER(?wrong != ?right) . <article/essai/event/statement> cg:evidence ?wrong } }
