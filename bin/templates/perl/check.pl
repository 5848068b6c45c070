use strict;
use warnings;
use Test::More;

my $item = $ENV{TASKOTRON_ITEM};
BAIL_OUT("the item is neither a file nor a folder") unless -f $item || -d $item;

sub size_of {
    my ($path) = @_;
    return -s $path if -f $path;
    opendir my $folder, $path or BAIL_OUT("the folder cannot be read");
    return scalar grep { !/^\.\.?$/ } readdir $folder;
}

plan tests => 1;
ok(size_of($item), "TASK_NAME");
