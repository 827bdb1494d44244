"""Real files of platforms, beside the project: their numbers of comments, answers and lost parents, counted otherwise.

Counted with a walk over the JSON for the keys that only comments have (`cid`, `authorDisplayName`, `pid`, `root_id`).
"""

import pytest
from conftest import SHARED
from made_exports import corpus

COUNTED = {
    "youtube_comment_downloader/ScMzIvxBSi4_v1_2021_urdu.json": (1269, 455, 0),
    "youtube_comment_downloader/mkbhd.json": (5664, 809, 0),
    "youtube_comment_downloader/youtube2.json": (119, 67, 0),
    "youtube_data_api/commentThreads_2016_googleplus_ids.json": (20, 0, 0),
    "youtube_data_api/commentThreads_7ghhRHRP6t4.json": (98, 0, 0),
    "youtube_data_api/commentThreads_7ghhRHRP6t4_embedded.js": (98, 0, 0),
    "youtube_data_api/comment_threads_by_video_paged_1.json": (5, 0, 0),
    "youtube_data_api/comments_by_parent_paged_1.json": (2, 0, 2),
    "yt_dlp/sample_two_comments.json": (2, 0, 1),
    "mastodon/bigbone_context.json": (2, 0, 1),
    "bluesky/thread_view_post_with_embed_media.json": (0, 0, 0),
    "others/remark42_tree_bench.json": (58, 31, 0),
    "others/remark42_tree_deleted.json": (9, 7, 0),
    "others/perceval_mattermost_posts.json": (5, 1, 0),
    "others/perceval_slack_history.json": (6, 0, 0),
    "others/perceval_askbot_2481_multicomments.json": (8, 0, 0),
    "others/perceval_meetup_comments.json": (2, 0, 0),
    "others/perceval_message_page_1.json": (1, 0, 0),
    "others/a2web_habr_comments.json": (3, 1, 0),
    "others/commento_export.json": (3, 1, 0),
    "facebook/coffeeparty_comments.csv": (126, 0, 0),
}


@pytest.mark.shared
@pytest.mark.parametrize("name", COUNTED)
def test_counted(name):
    table = corpus((SHARED / "data" / "exports" / name).read_bytes()).comments
    answers, lost = int(table["parent_id"].notna().sum()), int(table["lost_parent_id"].notna().sum())
    assert (len(table), answers, lost) == COUNTED[name]


@pytest.mark.shared
@pytest.mark.parametrize("name", COUNTED)
def test_times_of_real_files(name):
    "All that are written as moments are read; relative ones wait for the day of capture."
    table = corpus((SHARED / "data" / "exports" / name).read_bytes(), captured="2024-01-01").comments
    unread = table["posted"].isna() & table["posted_text"].notna()
    assert not unread.any() or "urdu" in name
