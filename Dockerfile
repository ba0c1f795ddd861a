# The program with all that it needs, for a machine without a GPU:  docker build -t briefing-assistant .
# It runs as nobody in particular, on a root file system that may be read-only; all state is in /data.
# To pin the base to its bytes as well:  --build-arg PYTHON=python:3.11.14-slim-bookworm@sha256:...
ARG PYTHON=python:3.11.14-slim-bookworm

FROM ${PYTHON} AS packages
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /opt/briefing
# torch from PyTorch's own index for processors: the one of PyPI brings several gigabytes of CUDA.
RUN python -m venv .venv \
    && .venv/bin/pip install torch==2.13.0 --index-url https://download.pytorch.org/whl/cpu
COPY pyproject.toml constraints.txt README.md LICENSE ./
COPY assistant assistant
COPY corpus corpus
COPY prompts prompts
COPY docs docs
RUN .venv/bin/pip install -c constraints.txt -e '.[openai,ocr,mcp]'

FROM ${PYTHON}
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install -y --no-install-recommends tesseract-ocr tesseract-ocr-osd tesseract-ocr-jpn \
       tesseract-ocr-kor tesseract-ocr-rus tesseract-ocr-chi-sim \
    && rm -rf /var/lib/apt/lists/* \
    && install -d -o 10001 -g 10001 -m 0700 /data /accounts /chroma
COPY --from=packages /opt/briefing /opt/briefing
ENV PATH=/opt/briefing/.venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    HOME=/tmp \
    ASSISTANT_DATA_DIR=/data
USER 10001:10001
WORKDIR /data
EXPOSE 7860
HEALTHCHECK --interval=30s --timeout=5s --start-period=180s --retries=3 CMD ["python", "-c", "import os, urllib.request as r; r.urlopen(f\"http://127.0.0.1:{os.environ.get('ASSISTANT_PORT', 7860)}/healthz\", timeout=4)"]
ENTRYPOINT ["briefing"]
CMD ["serve"]
