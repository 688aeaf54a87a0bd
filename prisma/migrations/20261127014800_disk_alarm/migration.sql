-- Promise 24: the disk that holds the database, which belongs to no province.
ALTER TYPE "BusinessFigure" ADD VALUE 'databaseDisk';
