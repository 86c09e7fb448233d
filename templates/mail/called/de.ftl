subject = Jemand wartet auf eine Antwort
preheader = Noch hat niemand geantwortet.
waits = Jemand hat hier vor einer Weile geschrieben, und noch hat niemand geantwortet.
free = Ein paar andere haben auch Bescheid bekommen. Wenn es gerade nicht passt, lassen Sie es einfach.
open = Lesen
why = Dieser Brief kommt, weil Sie gesagt haben, dass Sie zuhören möchten.
hours = Ändern, wann und wozu Sie gerufen werden
