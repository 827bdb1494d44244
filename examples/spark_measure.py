"""The measures of each comment by Spark, with the functions that everyone calls: docs/scale.md says what it needs.

    spark-submit examples/spark_measure.py COMMENTS.parquet MEASURED.parquet

COMMENTS.parquet is a comments table, as `threads parse dump.ndjson.zst -o COMMENTS.parquet` writes it; a folder of them
will do if no thread is in two.
"""

import sys

import pandas as pd
import pyarrow as pa
from pyspark.sql import DataFrame, SparkSession, functions
from pyspark.sql.pandas.types import from_arrow_schema

from analysis.partition import in_order, of_comments
from analysis.thread import COMMENTS, table

TOGETHER = 1000  # groups of whole threads: some 100 000 comments in each are measured fastest
TIMES = [name for name, dtype in COMMENTS.items() if str(dtype).endswith("UTC]")]


def measured(rows: pd.DataFrame) -> pd.DataFrame:
    """Measure whole threads as Spark hands them over, times without their zone; it knows no categories."""
    zoned = {name: rows[name].astype("datetime64[us]").dt.tz_localize("UTC") for name in TIMES}
    found = of_comments(in_order(table(rows.assign(**zoned), COMMENTS)))
    return found.astype({name: "str" for name in found.select_dtypes("category")})


def measure(comments: DataFrame, together: int = TOGETHER) -> DataFrame:
    """Comments with their measures; each thread is in one of so many groups."""
    schema = pa.Schema.from_pandas(measured(table([], COMMENTS | dict.fromkeys(TIMES, "datetime64[us]"))))
    group = functions.pmod(functions.hash("thread_id"), functions.lit(together))
    return comments.groupBy(group).applyInPandas(measured, from_arrow_schema(schema))


def main(source: str, output: str) -> None:
    """Measure a comments table in Parquet."""
    times = {"spark.sql.session.timeZone": "UTC", "spark.sql.parquet.outputTimestampType": "TIMESTAMP_MICROS"}
    spark = SparkSession.builder.config(map=times).getOrCreate()
    measure(spark.read.parquet(source).select(*COMMENTS)).write.parquet(output)
    spark.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])
