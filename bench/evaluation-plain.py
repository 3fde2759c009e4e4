# The same evaluation with pandas and scikit-learn, as a data scientist would write it. Prints seconds and peak memory.
import json, resource, sys, time

try:
    import numpy as np, pandas as pd
    from sklearn.metrics import average_precision_score, brier_score_loss, confusion_matrix, roc_auc_score
    from sklearn.linear_model import LogisticRegression
except ImportError:
    print(json.dumps({"absent": True}))
    sys.exit(0)
path = sys.argv[1]
try:
    import pyarrow  # noqa: F401
    cases = pd.read_parquet(path) if path.endswith(".parquet") else None
except ImportError:
    cases = None
begun = time.perf_counter()
if cases is None:
    cases = pd.read_csv(path)
read = time.perf_counter() - begun
begun = time.perf_counter()
reference = cases.loc[cases.reference == 1, "score"].to_numpy()
cases = cases[cases.reference == 0]
y, p = cases.label.to_numpy(), cases.score.to_numpy()


def delong(y, p):
    order = np.argsort(p, kind="mergesort")
    m, n = int(y.sum()), int(len(y) - y.sum())
    rank = pd.Series(p).rank().to_numpy()
    own = np.empty(len(p))
    own[y == 1] = pd.Series(p[y == 1]).rank().to_numpy()
    own[y == 0] = pd.Series(p[y == 0]).rank().to_numpy()
    place = rank - own
    auc = place[y == 1].sum() / m / n
    return auc, (place[y == 1] / n).var(ddof=1) / m + (place[y == 0] / m).var(ddof=1) / n


found = {"auroc": roc_auc_score(y, p), "delong": delong(y, p), "auprc": average_precision_score(y, p)}
found["table"] = confusion_matrix(y, p >= 0.5).tolist()
found["brier"] = brier_score_loss(y, p)
logit = np.log(p / (1 - p)).reshape(-1, 1)
line = LogisticRegression(C=1e12, tol=1e-8).fit(logit, y)
found["slope"] = float(line.coef_[0][0])
bins = pd.cut(cases.score, np.linspace(0, 1, 11))
found["ece"] = float(cases.groupby(bins).apply(lambda one: abs(one.label.mean() - one.score.mean()) * len(one)).sum() / len(y))
groups = 0
for by in [["site"], ["sex"], ["age"], ["site", "sex"], ["site", "age"], ["sex", "age"]]:
    for _, one in cases.groupby(by):
        label, score = one.label.to_numpy(), one.score.to_numpy()
        called = score >= 0.5
        confusion_matrix(label, called)
        roc_auc_score(label, score)
        groups += 1
edges = np.quantile(reference, np.linspace(0, 1, 11))
a = np.histogram(np.clip(reference, edges[0], edges[-1]), edges)[0] / len(reference)
b = np.histogram(np.clip(p, edges[0], edges[-1]), edges)[0] / len(p)
found["psi"] = float(((b - a) * np.log(np.maximum(b, 1e-4) / np.maximum(a, 1e-4))).sum())
s, t = np.sort(reference), np.sort(p)
both = np.concatenate([s, t])
found["ks"] = float(np.abs(np.searchsorted(s, both, side="right") / len(s) - np.searchsorted(t, both, side="right") / len(t)).max())
seconds = time.perf_counter() - begun
memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({"seconds": seconds, "read": read, "megabytes": memory, "groups": groups, "auroc": found["auroc"], "slope": found["slope"], "psi": found["psi"], "ks": found["ks"]}))
