#+ focus: article/essai
#+ shape: Article
DELETE WHERE { GRAPH <graph/essai> { <article/essai> dcterms:language ?language } }
