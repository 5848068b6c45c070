use strict;
use warnings;
use Test::More tests => 1;

ok(-s "$ENV{TASKOTRON_ITEM}/README.md", "readme");
