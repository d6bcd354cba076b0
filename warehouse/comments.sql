-- What every view and every column says; FROM dictionary; shows it all.

COMMENT ON VIEW posts IS 'One row for each post, exactly as its source published it.';
COMMENT ON COLUMN posts.post_id IS 'Stable id: from source and native id, or from the normalised text where there is no native id.';
COMMENT ON COLUMN posts.source IS 'Who published the post: a channel, a ministry, an agency; where nothing says, the name of the file without its ending.';
COMMENT ON COLUMN posts.native_id IS 'The id that the source itself gives the post; NULL where it gives none.';
COMMENT ON COLUMN posts.url IS 'Address of the post; NULL where unknown.';
COMMENT ON COLUMN posts.lang IS 'Language of the text, ISO 639-1; und where nobody can tell. Only English is read.';
COMMENT ON COLUMN posts.file IS 'Seed file in which the post was first read.';
COMMENT ON COLUMN posts.first_line IS 'First line of the post in that file, counted from 1.';
COMMENT ON COLUMN posts.last_line IS 'Last line of the post in that file.';
COMMENT ON COLUMN posts.ordinal IS 'Place of the post among the posts of that file.';
COMMENT ON COLUMN posts.published_at IS 'Moment of publication, UTC; NULL where the source gives no time of day.';
COMMENT ON COLUMN posts.published_on IS 'Local day of publication; NULL where the source gives none.';
COMMENT ON COLUMN posts.heading IS 'Heading of the post; NULL where it has none.';
COMMENT ON COLUMN posts.text IS 'The text exactly as the source said it; offsets elsewhere are code points into it.';
COMMENT ON COLUMN posts.hashtags IS 'Hashtags of the text, in its order.';
COMMENT ON COLUMN posts.links IS 'Addresses named in the text, in its order.';
COMMENT ON COLUMN posts.boundary_confidence IS 'How sure it is that the post begins and ends where it was cut, 0 to 1.';
COMMENT ON COLUMN posts.run_id IS 'The run that first read the post.';
COMMENT ON COLUMN posts.boundary_signals IS 'What in the file spoke for the boundaries of the post.';
COMMENT ON COLUMN posts.reference_year IS 'Year on which the full dates of the same file agree; NULL where they disagree or publication is known.';
COMMENT ON COLUMN posts.dateline IS 'City a wire story is filed from: the words and where they stand.';
COMMENT ON COLUMN posts.states IS 'Codes of the countries and organisations that the text names, sorted.';

COMMENT ON VIEW mentions IS 'One row for each event that a post tells of.';
COMMENT ON COLUMN mentions.mention_id IS 'Stable id of the mention.';
COMMENT ON COLUMN mentions.post_id IS 'The post that tells of the event.';
COMMENT ON COLUMN mentions.event_id IS 'The event that the mention was found to be of.';
COMMENT ON COLUMN mentions.ordinal IS 'Place of the mention among the mentions of its post.';
COMMENT ON COLUMN mentions.is_main IS 'Whether the post is about this event; false where it only refers to it.';
COMMENT ON COLUMN mentions.kind IS 'What sort of event it is: bilateral_meeting, phone_call, visit, signing, ...';
COMMENT ON COLUMN mentions.genre IS 'What the post is to the event: announcement, report, remarks, readout, document, live, message, background.';
COMMENT ON COLUMN mentions.status IS 'What became of the event, as this post tells it: planned, ongoing, held, cancelled, postponed.';
COMMENT ON COLUMN mentions.date_start IS 'First day of the event; NULL where the post names none.';
COMMENT ON COLUMN mentions.date_end IS 'Last day of the event, included.';
COMMENT ON COLUMN mentions.date_precision IS 'How exact the words are: day, range, month, year.';
COMMENT ON COLUMN mentions.date_basis IS 'Where the date came from: explicit, relative, inherited, publication.';
COMMENT ON COLUMN mentions.city IS 'City of the event.';
COMMENT ON COLUMN mentions.country IS 'Country of the place, ISO 3166-1 alpha-3.';
COMMENT ON COLUMN mentions.latitude IS 'Latitude of the city in degrees.';
COMMENT ON COLUMN mentions.longitude IS 'Longitude of the city in degrees.';
COMMENT ON COLUMN mentions.venue IS 'Building or hall, as the post words it.';
COMMENT ON COLUMN mentions.event_name IS 'Name of the session or the occasion, where the post names one.';
COMMENT ON COLUMN mentions.sidelines_of IS 'The larger event on the margins of which this one takes place.';
COMMENT ON COLUMN mentions.participants IS 'People at the event as this post names them: person_id, name, role, country, organisation.';
COMMENT ON COLUMN mentions.countries IS 'Parties, ISO 3166-1 alpha-3, sorted.';
COMMENT ON COLUMN mentions.organisations IS 'Codes of the organisations that take part, sorted.';
COMMENT ON COLUMN mentions.documents IS 'Papers of the event: kind, title, status, parties.';
COMMENT ON COLUMN mentions.evidence IS 'The words behind each filled field: field, start, stop in posts.text.';
COMMENT ON COLUMN mentions.confidence IS 'How sure the reading is, 0 to 1.';
COMMENT ON COLUMN mentions.extractor IS 'What read the mention.';
COMMENT ON COLUMN mentions.inferred IS 'Fields that other posts supplied, and what the post itself says there: NULL for nothing.';
COMMENT ON COLUMN mentions.origin_id IS 'The id that the mention counts with where events that were merged are separated again.';

COMMENT ON VIEW events IS 'One row for each event of the world, from all mentions of it.';
COMMENT ON COLUMN events.event_id IS 'Stable id; once published it never stops resolving, see resolve().';
COMMENT ON COLUMN events.parent_event_id IS 'The visit or session of which this event is a part; NULL where there is none.';
COMMENT ON COLUMN events.kind IS 'What sort of event it is: bilateral_meeting, phone_call, visit, signing, ...';
COMMENT ON COLUMN events.name IS 'Short name for people to read.';
COMMENT ON COLUMN events.status IS 'What became of the event, from all posts: planned, ongoing, held, cancelled, postponed.';
COMMENT ON COLUMN events.stage IS 'How far it has come: announced, confirmed, held, reported, postponed, cancelled, moved, unconfirmed.';
COMMENT ON COLUMN events.date_start IS 'First day of the event; NULL where no post says.';
COMMENT ON COLUMN events.date_end IS 'Last day of the event, included.';
COMMENT ON COLUMN events.date_precision IS 'How exact the date is: day, range, month, year.';
COMMENT ON COLUMN events.city IS 'City of the event.';
COMMENT ON COLUMN events.country IS 'Country of the place, ISO 3166-1 alpha-3.';
COMMENT ON COLUMN events.latitude IS 'Latitude of the city in degrees.';
COMMENT ON COLUMN events.longitude IS 'Longitude of the city in degrees.';
COMMENT ON COLUMN events.participants IS 'People at the event from all posts: person_id, name, role, country, organisation.';
COMMENT ON COLUMN events.countries IS 'Parties, ISO 3166-1 alpha-3, sorted.';
COMMENT ON COLUMN events.organisations IS 'Codes of the organisations that take part, sorted.';
COMMENT ON COLUMN events.documents IS 'Papers of the event from all posts: kind, title, status, parties.';
COMMENT ON COLUMN events.sidelines_of IS 'The larger event on the margins of which this one takes place.';
COMMENT ON COLUMN events.plover_event IS 'PLOVER event type; derived for export, never a key.';
COMMENT ON COLUMN events.plover_mode IS 'PLOVER mode; derived for export, never a key.';
COMMENT ON COLUMN events.cameo_code IS 'CAMEO code; derived for export, never a key.';
COMMENT ON COLUMN events.mention_count IS 'How many mentions the event was made from.';
COMMENT ON COLUMN events.post_count IS 'How many posts tell of the event.';
COMMENT ON COLUMN events.source_count IS 'How many sources tell of the event.';
COMMENT ON COLUMN events.first_published_at IS 'Publication of the earliest post on the event, UTC.';
COMMENT ON COLUMN events.last_published_at IS 'Publication of the latest post on the event, UTC.';
COMMENT ON COLUMN events.revision IS 'Counts up with every change of stage and whenever a run changes the event, from 1.';
COMMENT ON COLUMN events.conflicts IS 'Values that posts give and the event does not show: field, value, mention_id; a former day or place is one that was given up.';

COMMENT ON VIEW event_participants IS 'One row for each person at each event.';
COMMENT ON COLUMN event_participants.event_id IS 'The event.';
COMMENT ON COLUMN event_participants.person_id IS 'The person, one id for all spellings of the name.';
COMMENT ON COLUMN event_participants.name IS 'Longest form of the name, without titles.';
COMMENT ON COLUMN event_participants.role IS 'Standard titles, joined by semicolons.';
COMMENT ON COLUMN event_participants.country IS 'Country for which the person stands, ISO 3166-1 alpha-3.';
COMMENT ON COLUMN event_participants.organisation IS 'Organisation for which the person stands, where it is one.';

COMMENT ON VIEW event_posts IS 'Which post tells of which event, and as what.';
COMMENT ON COLUMN event_posts.event_id IS 'The event.';
COMMENT ON COLUMN event_posts.post_id IS 'The post.';
COMMENT ON COLUMN event_posts.mention_id IS 'The mention by which the post tells of it.';
COMMENT ON COLUMN event_posts.genre IS 'What the post is to the event: announcement, report, remarks, readout, document, live, message, background.';
COMMENT ON COLUMN event_posts.status IS 'What became of the event, as this post tells it.';

COMMENT ON VIEW documents IS 'One row for each paper of each event.';
COMMENT ON COLUMN documents.event_id IS 'The event at which the paper was signed, adopted or planned.';
COMMENT ON COLUMN documents.kind IS 'agreement, joint_statement, plan, ...';
COMMENT ON COLUMN documents.title IS 'Title of the paper.';
COMMENT ON COLUMN documents.status IS 'signed, adopted, issued or planned.';
COMMENT ON COLUMN documents.parties IS 'Parties to the paper, ISO 3166-1 alpha-3.';

COMMENT ON VIEW decisions IS 'Why two mentions that were compared are, or are not, one event.';
COMMENT ON COLUMN decisions.left_mention_id IS 'One mention; the smaller id.';
COMMENT ON COLUMN decisions.right_mention_id IS 'The other mention.';
COMMENT ON COLUMN decisions.event_id IS 'The event of both where they ended in one; NULL otherwise.';
COMMENT ON COLUMN decisions.decision IS 'merged, vetoed, below_threshold or pinned.';
COMMENT ON COLUMN decisions.score IS 'Sum of the weights, in log-odds.';
COMMENT ON COLUMN decisions.threshold IS 'The score from which two mentions are one event.';
COMMENT ON COLUMN decisions.evidence IS 'What each field said for (above 0) or against (below 0): field, weight.';
COMMENT ON COLUMN decisions.vetoes IS 'Reasons for which the two can not be one event, whatever the score.';
COMMENT ON COLUMN decisions.rule_version IS 'Version of the rules that decided.';

COMMENT ON VIEW event_history IS 'One row for each field that a revision of an event changed.';
COMMENT ON COLUMN event_history.event_id IS 'The event.';
COMMENT ON COLUMN event_history.revision IS 'The revision that brought the change.';
COMMENT ON COLUMN event_history.run_id IS 'The run that made it.';
COMMENT ON COLUMN event_history.field IS 'The field that changed.';
COMMENT ON COLUMN event_history.before IS 'The value before, as text; NULL where there was none.';
COMMENT ON COLUMN event_history.after IS 'The value after, as text; NULL where there is none.';
COMMENT ON COLUMN event_history.mention_id IS 'The mention that brought it; NULL where several did.';

COMMENT ON VIEW event_aliases IS 'Ids that were published once and now stand for another event.';
COMMENT ON COLUMN event_aliases.alias_id IS 'The former id.';
COMMENT ON COLUMN event_aliases.event_id IS 'The event for which it stands now.';
COMMENT ON COLUMN event_aliases.run_id IS 'The run that made it an alias.';
COMMENT ON COLUMN event_aliases.reason IS 'merged or withdrawn.';

COMMENT ON VIEW rejects IS 'One row for each input, or part of one, that could not be used.';
COMMENT ON COLUMN rejects.file IS 'The seed file.';
COMMENT ON COLUMN rejects.position IS 'Where in the file; empty for the whole file.';
COMMENT ON COLUMN rejects.step IS 'The step that refused it.';
COMMENT ON COLUMN rejects.reason IS 'Why.';
COMMENT ON COLUMN rejects.snippet IS 'The beginning of it, control characters made visible.';
COMMENT ON COLUMN rejects.run_id IS 'The run that refused it.';

COMMENT ON VIEW persons IS 'One row for each form in which mentions name a person, in a capacity.';
COMMENT ON COLUMN persons.person_id IS 'The person, one id over all forms of the name.';
COMMENT ON COLUMN persons.country IS 'The country the person stands for, ISO 3166-1 alpha-3; NULL where unknown.';
COMMENT ON COLUMN persons.name IS 'The name as mentions give it, without titles.';
COMMENT ON COLUMN persons.role IS 'Standard titles of the person, joined by semicolons; NULL where none is given.';
COMMENT ON COLUMN persons.mention_count IS 'How many mentions name the person so.';

COMMENT ON VIEW sightings IS 'How often something was seen in all posts together: who holds which office, and what each source writes of.';
COMMENT ON COLUMN sightings.seen IS 'What was seen: a name with office and month, or a source and what its posts name.';
COMMENT ON COLUMN sightings.state IS 'The country or organisation seen under it; empty where only the number counts.';
COMMENT ON COLUMN sightings.times IS 'How often.';

COMMENT ON VIEW published IS 'The run that these views show.';
COMMENT ON COLUMN published.run_id IS 'Id of the run.';
COMMENT ON COLUMN published.root IS 'The output folder.';

COMMENT ON VIEW overview IS 'One line for each event: what, when, where, who, and how many posts announced and reported it.';
COMMENT ON COLUMN overview.event_id IS 'The event.';
COMMENT ON COLUMN overview.date_start IS 'First day of the event.';
COMMENT ON COLUMN overview.date_end IS 'Last day of the event, included.';
COMMENT ON COLUMN overview.kind IS 'What sort of event it is.';
COMMENT ON COLUMN overview.status IS 'What became of the event.';
COMMENT ON COLUMN overview.stage IS 'How far it has come: announced, confirmed, held, reported, postponed, cancelled, moved, unconfirmed.';
COMMENT ON COLUMN overview.name IS 'Short name for people to read.';
COMMENT ON COLUMN overview.participants IS 'Names of the people at the event.';
COMMENT ON COLUMN overview.countries IS 'Parties, ISO 3166-1 alpha-3.';
COMMENT ON COLUMN overview.organisations IS 'Codes of the organisations that take part.';
COMMENT ON COLUMN overview.city IS 'City of the event.';
COMMENT ON COLUMN overview.country IS 'Country of the place, ISO 3166-1 alpha-3.';
COMMENT ON COLUMN overview.sidelines_of IS 'The larger event on the margins of which it takes place.';
COMMENT ON COLUMN overview.announced IS 'How many posts announced the event.';
COMMENT ON COLUMN overview.reported IS 'How many posts tell that it took place, or how it went.';
COMMENT ON COLUMN overview.posts IS 'How many posts tell of the event.';

COMMENT ON VIEW unreported IS 'Events that were announced and of which no post reports.';
COMMENT ON COLUMN unreported.event_id IS 'The event.';
COMMENT ON COLUMN unreported.date_start IS 'First day of the event.';
COMMENT ON COLUMN unreported.date_end IS 'Last day of the event, included.';
COMMENT ON COLUMN unreported.kind IS 'What sort of event it is.';
COMMENT ON COLUMN unreported.status IS 'What became of the event.';
COMMENT ON COLUMN unreported.name IS 'Short name for people to read.';
COMMENT ON COLUMN unreported.countries IS 'Parties, ISO 3166-1 alpha-3.';
COMMENT ON COLUMN unreported.city IS 'City of the event.';
COMMENT ON COLUMN unreported.announced IS 'How many posts announced the event.';
COMMENT ON COLUMN unreported.reported_inside IS 'How many events inside it, such as the meetings of a visit, have reports.';

COMMENT ON VIEW papers IS 'Papers with the event at which they were signed, adopted or planned.';
COMMENT ON COLUMN papers.title IS 'Title of the paper.';
COMMENT ON COLUMN papers.kind IS 'agreement, joint_statement, plan, ...';
COMMENT ON COLUMN papers.status IS 'signed, adopted, issued or planned.';
COMMENT ON COLUMN papers.parties IS 'Parties to the paper, ISO 3166-1 alpha-3.';
COMMENT ON COLUMN papers.participants IS 'Names of the people at the event.';
COMMENT ON COLUMN papers.date_start IS 'First day of the event.';
COMMENT ON COLUMN papers.city IS 'City of the event.';
COMMENT ON COLUMN papers.event_id IS 'The event.';
COMMENT ON COLUMN papers.event IS 'Name of the event.';

COMMENT ON VIEW sidelines IS 'What took place on the margins of what.';
COMMENT ON COLUMN sidelines.sidelines_of IS 'The larger event on the margins of which it takes place.';
COMMENT ON COLUMN sidelines.date_start IS 'First day of the event.';
COMMENT ON COLUMN sidelines.kind IS 'What sort of event it is.';
COMMENT ON COLUMN sidelines.name IS 'Short name for people to read.';
COMMENT ON COLUMN sidelines.participants IS 'Names of the people at the event.';
COMMENT ON COLUMN sidelines.countries IS 'Parties, ISO 3166-1 alpha-3.';
COMMENT ON COLUMN sidelines.city IS 'City of the event.';
COMMENT ON COLUMN sidelines.event_id IS 'The event.';

COMMENT ON VIEW tellings IS 'What each post says of each field of its event.';
COMMENT ON COLUMN tellings.event_id IS 'The event.';
COMMENT ON COLUMN tellings.field IS 'The field; name and role once for each person.';
COMMENT ON COLUMN tellings.value IS 'What the post says, as text.';
COMMENT ON COLUMN tellings.mention_id IS 'The mention that says so.';
COMMENT ON COLUMN tellings.post_id IS 'The post that says so.';
COMMENT ON COLUMN tellings.genre IS 'What the post is to the event.';
COMMENT ON COLUMN tellings.contradicts IS 'Whether it cannot be true together with what the event shows.';

COMMENT ON VIEW disagreements IS 'Events of which posts say different things: one row for each value of each such field.';
COMMENT ON COLUMN disagreements.event_id IS 'The event.';
COMMENT ON COLUMN disagreements.event IS 'Name of the event.';
COMMENT ON COLUMN disagreements.field IS 'The field on which posts differ.';
COMMENT ON COLUMN disagreements.value IS 'One of the values.';
COMMENT ON COLUMN disagreements.is_shown IS 'Whether the event shows this value.';
COMMENT ON COLUMN disagreements.contradicts IS 'Whether it cannot be true together with what the event shows; false for a wider date or other words.';
COMMENT ON COLUMN disagreements.posts IS 'How many posts say so.';
COMMENT ON COLUMN disagreements.genres IS 'What these posts are to the event.';
COMMENT ON COLUMN disagreements.post_ids IS 'These posts.';

COMMENT ON VIEW people IS 'One row for each person at any event.';
COMMENT ON COLUMN people.person_id IS 'The person.';
COMMENT ON COLUMN people.name IS 'Longest form of the name.';
COMMENT ON COLUMN people.names IS 'All forms of the name.';
COMMENT ON COLUMN people.roles IS 'Standard titles.';
COMMENT ON COLUMN people.countries IS 'Countries for which the person stood.';
COMMENT ON COLUMN people.events IS 'At how many events.';
COMMENT ON COLUMN people.first_date IS 'Day of the earliest event.';
COMMENT ON COLUMN people.last_date IS 'Day of the latest event.';

COMMENT ON VIEW evidence IS 'The words of the posts behind every filled field.';
COMMENT ON COLUMN evidence.event_id IS 'The event.';
COMMENT ON COLUMN evidence.mention_id IS 'The mention.';
COMMENT ON COLUMN evidence.post_id IS 'The post.';
COMMENT ON COLUMN evidence.field IS 'The field that the words fill.';
COMMENT ON COLUMN evidence.words IS 'The words.';
COMMENT ON COLUMN evidence.start IS 'Code point in posts.text at which they begin.';
COMMENT ON COLUMN evidence.stop IS 'Code point after their last.';

COMMENT ON VIEW living_ids IS 'Every event id ever published, and the id that it stands for now.';
COMMENT ON COLUMN living_ids.id IS 'An event id or an alias of one.';
COMMENT ON COLUMN living_ids.event_id IS 'The living event.';

COMMENT ON VIEW country_list IS 'Countries with all their names.';
COMMENT ON COLUMN country_list.code IS 'ISO 3166-1 alpha-3.';
COMMENT ON COLUMN country_list.names IS 'Codes, names and demonyms, between semicolons.';

COMMENT ON VIEW country_names IS 'Names of countries, and the code of each.';
COMMENT ON COLUMN country_names.name IS 'A name or demonym, folded.';
COMMENT ON COLUMN country_names.code IS 'ISO 3166-1 alpha-3.';

COMMENT ON VIEW life_cycle IS 'How events came on: one row for each stage that an event reached, with the post that told of it.';
COMMENT ON COLUMN life_cycle.event_id IS 'The living event.';
COMMENT ON COLUMN life_cycle.revision IS 'The revision that reached the stage, counted under the id of told_under.';
COMMENT ON COLUMN life_cycle.stage IS 'announced, confirmed, held, reported, postponed, cancelled, moved or unconfirmed.';
COMMENT ON COLUMN life_cycle.before IS 'The stage before; NULL where it is the first.';
COMMENT ON COLUMN life_cycle.told_on IS 'Day of publication of the post that told of it; NULL where no post did, or it gives no day.';
COMMENT ON COLUMN life_cycle.source IS 'Who published that post.';
COMMENT ON COLUMN life_cycle.post_id IS 'That post; NULL where time passed and nothing was told.';
COMMENT ON COLUMN life_cycle.mention_id IS 'The mention by which that post told of it.';
COMMENT ON COLUMN life_cycle.run_id IS 'The run that found it.';
COMMENT ON COLUMN life_cycle.told_under IS 'The id that the event had then: the living one, or one that was merged into it.';
COMMENT ON COLUMN life_cycle.event IS 'Name of the event.';

COMMENT ON VIEW dictionary IS 'Every view, column and macro with its comment, for people: FROM dictionary;';
COMMENT ON COLUMN dictionary.view IS 'The view, or the macro as it is called.';
COMMENT ON COLUMN dictionary."column" IS 'The column; NULL for a macro.';
COMMENT ON COLUMN dictionary.type IS 'Type of the column; macro, which gives a value, or table macro, which is read as a view.';
COMMENT ON COLUMN dictionary.comment IS 'What the column says, or the macro gives.';
COMMENT ON COLUMN dictionary.view_comment IS 'What the view shows, or the macro gives.';
