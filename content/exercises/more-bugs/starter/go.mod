module example.org/bookshelf

go 1.26
