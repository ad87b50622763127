#+ focus: article/essai#char=0,4
#+ shape: Mention
DELETE WHERE { GRAPH <graph/essai> { <article/essai#char=0,4> nif:sentence ?sentence } }
