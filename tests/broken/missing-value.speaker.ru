#+ focus: article/essai/event/statement
#+ shape: Statement
DELETE WHERE { GRAPH <graph/essai> { <article/essai/event/statement> cg:agent ?speaker ; cg:participation ?rest . ?rest ?property ?value } }
