subject = Zu etwas, das du geschrieben hast
preheader = Es wurde etwas nachgesehen.
opened = Die Verwaltung dieses Ortes hat den Namen hinter etwas geöffnet, das du geschrieben hast. Das ist selten, es braucht einen Grund, und es wird für alle aufgeschrieben, die sich um diesen Ort kümmern.
open = Wo es war, und der angegebene Grund
same = Daran, wie andere dich sehen, ändert sich nichts: Deine Worte stehen unter demselben Namen wie vorher.
