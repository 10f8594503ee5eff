"""Who is transcribed when: one queue of takes that window and terminal share, without Qt."""
