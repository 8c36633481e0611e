"""Lists the checks of clusters for development that fail, with what was expected and what the account says.

    python bench/cluster_failures.py [--kind KIND] [CLUSTER]…

Clusters that are set aside are refused by name: rules must not be fitted to them.
"""

from __future__ import annotations

import argparse
import json
import sys

from cluster_checks import KINDS
from set_clusters import answers, read_clusters


def main() -> int:
    """Print; 2 where a cluster is set aside or unknown."""
    parser = argparse.ArgumentParser(description="Failing checks of clusters for development.", allow_abbrev=False)
    parser.add_argument("--kind", choices=KINDS, action="append", help="this kind (again for another); default all")
    parser.add_argument("clusters", nargs="*", metavar="CLUSTER", help="by name; default all for development")
    given = parser.parse_args()
    clusters = {cluster.name: cluster for cluster in read_clusters("dev")}
    if refused := [name for name in given.clusters if name not in clusters]:
        print(f"set aside or unknown, not shown: {', '.join(refused)}", file=sys.stderr)
        return 2
    failed = total = 0
    for name in given.clusters or clusters:
        for n, (check, answer) in enumerate(zip(clusters[name].checks, answers(clusters[name])[0], strict=True), 1):
            if given.kind and check["kind"] not in given.kind:
                continue
            total += 1
            if not answer.right:
                failed += 1
                why = " (claims missing)" if answer.missing else ""
                asked = {key: value for key, value in check.items() if key != "kind"}
                print(f"{name}:{check['kind']}:{n}{why}\n  asked  {json.dumps(asked, ensure_ascii=False)}")
                print(f"  found  {answer.told}")
    print(f"{failed} of {total} checks fail")
    return 0


if __name__ == "__main__":
    sys.exit(main())
