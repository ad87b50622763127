#+ focus: article/essai/actor/marc-durand
#+ shape: Labelled
DELETE WHERE { GRAPH <graph/essai> { <article/essai/actor/marc-durand> rdfs:label ?name } }
