{{- define "sync.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" -}}
{{- end -}}

{{- define "sync.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 52 | trimSuffix "-" -}}
{{- else if contains (include "sync.name" .) .Release.Name -}}
{{- .Release.Name | trunc 52 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name (include "sync.name" .) | trunc 52 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{/* Selects the pods of a component: (dict "root" $ "component" "service") */}}
{{- define "sync.selector" -}}
app.kubernetes.io/name: {{ include "sync.name" .root }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .component }}
{{- end -}}

{{- define "sync.labels" -}}
{{ include "sync.selector" . }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version | replace "+" "_" }}
{{- end -}}

{{- define "sync.image" -}}
{{ .Values.image.repository }}:{{ default .Chart.AppVersion .Values.image.tag }}
{{- end -}}

{{- define "sync.secret" -}}
{{ default (include "sync.fullname" .) .Values.secret.existing }}
{{- end -}}

{{- define "sync.serviceAccount" -}}
{{- if .Values.serviceAccount.create -}}
{{ default (include "sync.fullname" .) .Values.serviceAccount.name }}
{{- else -}}
{{ default "default" .Values.serviceAccount.name }}
{{- end -}}
{{- end -}}

{{- define "sync.redisHost" -}}
{{ ternary (printf "%s-redis" (include "sync.fullname" .)) .Values.redis.host .Values.redis.install }}
{{- end -}}

{{- define "sync.redisPort" -}}
{{ ternary 6379 .Values.redis.port .Values.redis.install }}
{{- end -}}

{{- define "sync.backupClaim" -}}
{{ default (printf "%s-backup" (include "sync.fullname" .)) .Values.backup.existingClaim }}
{{- end -}}

{{- define "sync.podSecurity" -}}
runAsNonRoot: true
runAsUser: {{ .user }}
runAsGroup: {{ .user }}
fsGroup: {{ .user }}
seccompProfile:
  type: RuntimeDefault
{{- end -}}

{{- define "sync.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end -}}

{{/* The environment in which backup.sh and restore.sh find both servers. */}}
{{- define "sync.backupEnvironment" -}}
- name: BACKUPS
  value: /backups
- name: KEEP
  value: {{ .Values.backup.keep | quote }}
- name: PGHOST
  value: {{ .Values.database.host | quote }}
- name: PGPORT
  value: {{ .Values.database.port | quote }}
- name: PGDATABASE
  value: {{ .Values.database.name | quote }}
- name: PGUSER
  value: {{ .Values.database.username | quote }}
- name: PGPASSWORD
  valueFrom:
    secretKeyRef:
      name: {{ include "sync.secret" . }}
      key: spring.datasource.password
- name: REDIS_NODES
  value: {{ if .Values.redis.cluster.nodes }}{{ join "," .Values.redis.cluster.nodes | quote }}{{ else }}{{ printf "%s:%v" (include "sync.redisHost" .) (include "sync.redisPort" .) | quote }}{{ end }}
- name: REDIS_TLS
  value: {{ and .Values.redis.tls (not .Values.redis.install) | ternary "--tls" "" | quote }}
- name: REDISCLI_AUTH
  valueFrom:
    secretKeyRef:
      name: {{ include "sync.secret" . }}
      key: spring.data.redis.password
      optional: true
{{- end -}}

{{/* A pod that runs backup.sh or restore.sh, first its part for Redis, then that for PostgreSQL. */}}
{{- define "sync.backupPod" -}}
restartPolicy: Never
automountServiceAccountToken: false
enableServiceLinks: false
securityContext:
  {{- include "sync.podSecurity" (dict "user" 999) | nindent 2 }}
initContainers:
  - name: redis
    image: {{ .root.Values.redis.image }}
    command: {{ list "sh" (printf "/scripts/%s" .script) "redis" .argument | compact | toJson }}
    {{- include "sync.backupContainer" .root | nindent 4 }}
containers:
  - name: postgres
    image: {{ .root.Values.backup.postgresImage }}
    command: {{ list "sh" (printf "/scripts/%s" .script) "postgres" .argument | compact | toJson }}
    {{- include "sync.backupContainer" .root | nindent 4 }}
volumes:
  - name: backups
    persistentVolumeClaim:
      claimName: {{ include "sync.backupClaim" .root }}
  - name: scripts
    configMap:
      name: {{ include "sync.fullname" .root }}-backup
  - name: tmp
    emptyDir: {}
{{- end -}}

{{- define "sync.backupContainer" -}}
securityContext:
  {{- include "sync.containerSecurity" . | nindent 2 }}
env:
  {{- include "sync.backupEnvironment" . | nindent 2 }}
resources:
  {{- toYaml .Values.backup.resources | nindent 2 }}
volumeMounts:
  - name: backups
    mountPath: /backups
  - name: scripts
    mountPath: /scripts
    readOnly: true
  - name: tmp
    mountPath: /tmp
{{- end -}}
