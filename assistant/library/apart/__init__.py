"""Files are parsed apart: in a process of its own, with limits, so that what a file does to its reader harms nobody.

`reading` is the door: what is to be read or drawn goes in, a document, a picture or one named error comes out.
`pool` keeps a process or two over many files, `process` starts, follows and ends one, `worker` is what runs in it,
`confine` is what it may not do, `wire` what is said between the two.
"""
