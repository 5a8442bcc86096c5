# Shared by the commands in this folder; sourced, never run.
#
# Environment:
#   JAVA_HOME          which Java to use (17 or newer); otherwise the one on the PATH
#   PULSE_CLUSTER_DIR  where jobs/cluster assembles its cluster (target/flink-cluster)
#   PULSE_BUILD        "never" takes what is built as it is, as the tests of a build must
#   PULSE_STATE_DIR    where that cluster keeps checkpoints and savepoints (var/cluster)

ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
CLUSTER_DIR="${PULSE_CLUSTER_DIR:-$ROOT/target/flink-cluster}"
STATE_DIR="${PULSE_STATE_DIR:-$ROOT/var/cluster}"
JOB_JAR="$ROOT/target/campaign-pulse-0.1.0-jobs.jar"
JAVA="${JAVA_HOME:+$JAVA_HOME/bin/}java"

say() { printf '%s\n' "$*"; }
fail() { printf '%s\n' "$*" >&2; exit 1; }
usage_error() { printf '%s\n' "$*" >&2; exit 2; }

# --- Build ------------------------------------------------------------------------------------

is_built() {
  [[ -d "$ROOT/target/classes" && -d "$ROOT/target/lib" && -f "$JOB_JAR" ]] || return 1
  # The job jar is touched last, so whatever is newer has not been built.
  [[ -z "$(find "$ROOT/pom.xml" "$ROOT/avro" "$ROOT/src/main" \
    -name node_modules -prune -o -newer "$JOB_JAR" -print -quit)" ]]
}

build_if_needed() {
  [[ "${PULSE_BUILD:-}" == never ]] && return
  is_built && return
  command -v mvn >/dev/null || fail "Maven (mvn) is needed to build."
  say "building… (the first time downloads libraries and takes some minutes)" >&2
  local log="$ROOT/target/log/build.log"
  mkdir -p "$ROOT/target/log"
  if ! (cd "$ROOT" && mvn -q -DskipTests -Dspotless.check.skip=true package) >"$log" 2>&1; then
    tail -40 "$log" >&2
    fail "the build failed; all of it: $log"
  fi
  # Maven leaves a jar of equal content as old as it was.
  touch "$JOB_JAR"
}

# --- Configuration: flat "key: value" files, a later one replaces keys of an earlier one ---------

# config_lines FILE…: every key once, with its last value, as "key: value".
config_lines() {
  awk '
    /^[[:space:]]*(#|$)/ { next }
    match($0, /^[A-Za-z][A-Za-z0-9._-]*:/) {
      key = substr($0, 1, RLENGTH - 1)
      if (!(key in value)) order[++n] = key
      value[key] = substr($0, RLENGTH + 1)
    }
    END { for (i = 1; i <= n; i++) print order[i] ":" value[order[i]] }
  ' "$@"
}

# config_value KEY FILE…: the value without quotes; empty when there is none.
config_value() {
  local key="$1"
  shift
  config_lines "$@" | awk -v key="$key" '
    index($0, key ":") == 1 {
      value = substr($0, length(key) + 2)
      gsub(/^[[:space:]]*"?|"?[[:space:]]*$/, "", value)
      print value
    }'
}

# Sets JVM_FLAGS to what every JVM of ours needs.
read_jvm_flags() {
  read -r -a JVM_FLAGS <<<"$(config_value env.java.opts.all "$ROOT/flink-conf/config.yaml")"
}

# Runs a main class of ours in this terminal: run_java LOG4J-FILE [JVM option…] CLASS [argument…]
run_java() {
  local log="$1"
  shift
  read_jvm_flags
  # What runs in one process configures its Flink itself.
  unset FLINK_CONF_DIR
  exec "$JAVA" "${JVM_FLAGS[@]}" -Dlog4j.configurationFile="file:$ROOT/flink-conf/$log" \
    -cp "$ROOT/target/classes:$ROOT/target/lib/*" "$@"
}

# --- Jobs -------------------------------------------------------------------------------------

require_job() {
  [[ -f "$ROOT/jobs/$1/job.yaml" ]] ||
    usage_error "unknown job '$1'; there are: $(cd "$ROOT/jobs" && for f in */job.yaml; do printf '%s ' "${f%/job.yaml}"; done)"
}

# job_class all-in-one → io.campaignpulse.job.AllInOneJob
job_class() {
  local part name=""
  for part in ${1//-/ }; do name+="$(tr '[:lower:]' '[:upper:]' <<<"${part:0:1}")${part:1}"; done
  say "io.campaignpulse.job.${name}Job"
}

# latest_state JOB: the savepoint or checkpoint of the job that was written last.
latest_state() {
  local newest="" metadata
  for metadata in "$STATE_DIR/savepoints/$1"/*/_metadata "$STATE_DIR/checkpoints/$1"/*/chk-*/_metadata; do
    [[ -f "$metadata" ]] || continue
    [[ -z "$newest" || "$metadata" -nt "$newest" ]] && newest="$metadata"
  done
  [[ -z "$newest" ]] || dirname "$newest"
}

# --- Flink --------------------------------------------------------------------------------------

# The jars of a Flink distribution: no broker, no server, nothing that the job jar brings.
assemble_flink() {
  local target="$1" jar name
  shift
  rm -rf "$target/lib" "$target/conf"
  mkdir -p "$target/lib" "$target/conf" "$target/log" "$target/pids" "$target/plugins" "$target/tmp"
  for jar in "$ROOT"/target/lib/*.jar; do
    name="${jar##*/}"
    case "$name" in
      flink-connector-kafka-* | flink-connector-base-*) ;;
      flink-* | log4j-* | slf4j-api-* | commons-* | kryo-* | minlog-* | objenesis-* | reflectasm-* | \
        javassist-* | frocksdbjni-* | snappy-java-* | lz4-java-* | zstd-jni-* | RoaringBitmap-* | \
        async-profiler-* | snakeyaml-engine-* | jsr305-*)
        cp "$jar" "$target/lib/"
        ;;
    esac
  done
  config_lines "$@" >"$target/conf/config.yaml"
  cp "$ROOT/flink-conf/log4j.properties" "$ROOT/flink-conf/log4j-console.properties" "$target/conf/"
}

# flink_cli FLINK-DIR ARGUMENT…: Flink's own command line.
flink_cli() {
  local flink="$1"
  shift
  read_jvm_flags
  FLINK_CONF_DIR="$flink/conf" FLINK_LIB_DIR="$flink/lib" FLINK_PLUGINS_DIR="$flink/plugins" \
    "$JAVA" "${JVM_FLAGS[@]}" -Dlog4j.configurationFile="file:$flink/conf/log4j-console.properties" \
    -cp "$flink/lib/*" org.apache.flink.client.cli.CliFrontend "$@"
}

# Of the cluster of jobs/cluster.
rest_port() { config_value rest.port "$CLUSTER_DIR/conf/config.yaml"; }

# rest_get PATH: what Flink's REST answers; nothing while it doesn't.
rest_get() {
  (
    exec 3<>"/dev/tcp/127.0.0.1/$(rest_port)" || exit 0
    printf 'GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n' "$1" >&3
    cat <&3
  ) 2>/dev/null || true
}

# fail_as_flink OUTPUT: the innermost cause that Flink's command line printed; all of it in a log.
fail_as_flink() {
  mkdir -p "$ROOT/target/log"
  say "$1" >"$ROOT/target/log/flink-cli.log"
  local cause
  cause="$(sed -n 's/^Caused by: [A-Za-z0-9_.$]*: //p' <<<"$1" | tail -1)"
  fail "${cause:-$(head -3 <<<"$1")} (all of it: target/log/flink-cli.log)"
}

# Sets SUBMISSION to the arguments of "flink run" for a job, from the common arguments:
#   JOB [--from SAVEPOINT|latest] [--overlay FILE] [-DKEY=VALUE] [-- argument of the job…]
read_submission() {
  [[ $# -gt 0 ]] || usage_error "which job?"
  JOB="$1"
  shift
  require_job "$JOB"
  local from="" overlays=("$ROOT/jobs/$JOB/job.yaml") defines=() line
  while [[ $# -gt 0 ]]; do
    case "$1" in
      --from) from="${2:?--from needs a path or latest}" && shift 2 ;;
      --overlay) overlays+=("${2:?--overlay needs a file}") && shift 2 ;;
      -D*) defines+=("$1") && shift ;;
      --) shift && break ;;
      *) usage_error "unknown argument '$1'; the job's own arguments follow after --" ;;
    esac
  done
  SUBMISSION=(-c "$(job_class "$JOB")"
    "-Dexecution.checkpointing.dir=file://$STATE_DIR/checkpoints/$JOB"
    "-Dexecution.checkpointing.savepoint-dir=file://$STATE_DIR/savepoints/$JOB")
  while IFS= read -r line; do
    SUBMISSION+=("-D${line%%:*}=$(sed -E 's/^[^:]*:[[:space:]]*"?//; s/"?[[:space:]]*$//' <<<"$line")")
  done < <(config_lines "${overlays[@]}")
  SUBMISSION+=(${defines[@]+"${defines[@]}"})
  if [[ "$from" == latest ]]; then
    from="$(latest_state "$JOB")"
    [[ -n "$from" ]] || fail "$JOB has left no savepoint or checkpoint in $STATE_DIR"
  fi
  if [[ -n "$from" ]]; then
    say "continuing from $from"
    SUBMISSION+=(-s "$from")
  elif [[ -n "$(latest_state "$JOB")" ]]; then
    say "note: starting without state; --from latest continues from $(latest_state "$JOB")"
  fi
  SUBMISSION+=("$JOB_JAR" "$@")
}
