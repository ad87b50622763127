#+ focus: article/essai/actor/soldats
#+ shape: Denoted
DELETE DATA { GRAPH <graph/essai> { <article/essai/actor/soldats> a cg:Group } } ;
DELETE WHERE { GRAPH <graph/essai> { <article/essai/event/killing> cg:target ?soldiers ; cg:participation ?rest . ?rest ?property ?value } }
