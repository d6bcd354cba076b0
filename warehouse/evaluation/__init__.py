"""How well a published run agrees with gold annotations.

Slots: each field of a main event of the gold that is not null is one slot: kind, status, date, city, country, each
participant, each party. The found mentions of the same post are assigned to the gold events so that the most slots
agree, the right family of kinds counting two more and a like name up to nine tenths. A slot that agrees is a hit. A
gold slot without a hit is missed; a filled slot that disagrees, in a field that the gold has or in kind, participant or
party, is spurious, and so is every slot of a main mention that no gold event got. The host of a visit may be named as a
party or not.

Detection: of the main mentions found, those that a gold event got (precision); of the gold events, those that got a
mention of the right family (recall). Exact: the share of gold events of which every slot but the parties is a hit.

Clustering: B-cubed and all pairs over the gold mentions, singletons included; a mention that was not found is alone.
Listed pairs: two posts are the same where main mentions of both are of one event.
"""
