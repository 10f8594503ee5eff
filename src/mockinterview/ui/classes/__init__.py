"""A class: candidates against criteria, how far its markers agree, what a scheme may mend."""
