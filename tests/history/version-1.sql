-- A history of version 1 with one run, as `sqlite3 FILE .dump` writes it: never changed, for versions to come must upgrade it.
BEGIN TRANSACTION;
CREATE TABLE events (
	run_id INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	sort VARCHAR(20) NOT NULL, 
	event TEXT NOT NULL, 
	PRIMARY KEY (run_id, number), 
	FOREIGN KEY(run_id) REFERENCES runs (id)
);
CREATE TABLE findings (
	id INTEGER NOT NULL, 
	identity VARCHAR(20) NOT NULL, 
	page_id INTEGER NOT NULL, 
	work_id INTEGER NOT NULL, 
	requirement TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	place VARCHAR(20) NOT NULL, 
	subject TEXT NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (identity), 
	FOREIGN KEY(page_id) REFERENCES pages (id), 
	FOREIGN KEY(work_id) REFERENCES works (id)
);
INSERT INTO "findings" VALUES(1,'7485d0a2d63fadb21fc2',1,1,'name','credit.name','article','https://copy.example/a');
CREATE TABLE outcomes (
	run_id INTEGER NOT NULL, 
	finding_id INTEGER NOT NULL, 
	level VARCHAR(10) NOT NULL, 
	outcome VARCHAR(20) NOT NULL, 
	reason TEXT NOT NULL, 
	is_wrong BOOLEAN NOT NULL, 
	state VARCHAR(10) NOT NULL, 
	since VARCHAR(40) NOT NULL, 
	failed_since VARCHAR(40) NOT NULL, 
	looks INTEGER NOT NULL, 
	was VARCHAR(20) NOT NULL, 
	counts BOOLEAN NOT NULL, 
	PRIMARY KEY (run_id, finding_id), 
	CONSTRAINT outcomes_of_a_finding UNIQUE (finding_id, run_id), 
	FOREIGN KEY(run_id) REFERENCES runs (id), 
	FOREIGN KEY(finding_id) REFERENCES findings (id)
);
INSERT INTO "outcomes" VALUES(1,1,'must','failed','� why',0,'new','2026-03-01T06:00:00+00:00','2026-03-01T06:00:00+00:00',1,'',1);
CREATE TABLE pages (
	id INTEGER NOT NULL, 
	url TEXT NOT NULL, 
	outlet TEXT NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (url)
);
INSERT INTO "pages" VALUES(1,'https://copy.example/a','copy.example');
CREATE TABLE runs (
	id INTEGER NOT NULL, 
	run VARCHAR(64) NOT NULL, 
	series VARCHAR(20) NOT NULL, 
	started VARCHAR(40) NOT NULL, 
	finished VARCHAR(40) NOT NULL, 
	generator VARCHAR(64) NOT NULL, 
	terms TEXT NOT NULL, 
	terms_version TEXT NOT NULL, 
	terms_digest TEXT NOT NULL, 
	works TEXT NOT NULL, 
	pages INTEGER NOT NULL, 
	failed INTEGER NOT NULL, 
	changes TEXT NOT NULL, 
	is_complete BOOLEAN NOT NULL, 
	is_whole BOOLEAN NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (run)
);
INSERT INTO "runs" VALUES(1,'20260301T060000-000000','710289efcd75279113f3','2026-03-01T06:00:00+00:00','','attrcheck 0','t','1','d strict','https://work.example/a',1,1,'',1,1);
CREATE TABLE schema_version (
	version INTEGER NOT NULL
);
INSERT INTO "schema_version" VALUES(1);
CREATE TABLE sightings (
	run_id INTEGER NOT NULL, 
	page_id INTEGER NOT NULL, 
	work_id INTEGER NOT NULL, 
	url TEXT NOT NULL, 
	verdict VARCHAR(20) NOT NULL, 
	failure VARCHAR(30) NOT NULL, 
	failed INTEGER NOT NULL, 
	digest VARCHAR(100) NOT NULL, 
	copied VARCHAR(20) NOT NULL, 
	is_entry BOOLEAN NOT NULL, 
	read_run_id INTEGER, 
	unread_since VARCHAR(40) NOT NULL, 
	unread_looks INTEGER NOT NULL, 
	is_told BOOLEAN NOT NULL, 
	PRIMARY KEY (run_id, page_id, work_id), 
	FOREIGN KEY(run_id) REFERENCES runs (id), 
	FOREIGN KEY(page_id) REFERENCES pages (id), 
	FOREIGN KEY(work_id) REFERENCES works (id)
);
INSERT INTO "sightings" VALUES(1,1,1,'https://copy.example/a','violation','',1,'','b91136286b50c5be49bd',0,1,'',0,0);
CREATE TABLE works (
	id INTEGER NOT NULL, 
	url TEXT NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (url)
);
INSERT INTO "works" VALUES(1,'https://work.example/a');
CREATE INDEX runs_of_a_series ON runs (series, run);
CREATE INDEX ix_pages_outlet ON pages (outlet);
CREATE INDEX sightings_of_a_page ON sightings (page_id, run_id);
CREATE INDEX ix_findings_page_id ON findings (page_id);
COMMIT;
