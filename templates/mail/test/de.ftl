subject = Ein Probebrief
preheader = Dieser Brief hat dich erreicht.
reached = Dieser Brief hat dich erreicht. Mehr steht nicht darin.
why = Du bekommst diesen Brief, weil du in deinen Einstellungen darum gebeten hast.
settings = Wie Briefe zu dir kommen, steht in deinen Einstellungen
