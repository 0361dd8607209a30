"""Calls the emulated cloud with the vendor's own SDK.

Reads PORT, PROJECT, ACCOUNT, ACCESS_KEY and SECRET_KEY from the environment. Prints a line for each call: its name and
what it brought, or the status and code that refused it.
"""

import os
import socket

from huaweicloudsdkcbr.v1 import CbrClient, ListBackupsRequest as ListCbrBackupsRequest
from huaweicloudsdkcore.auth.credentials import BasicCredentials, GlobalCredentials
from huaweicloudsdkcore.exceptions.exceptions import ServiceResponseException
from huaweicloudsdkdbss.v1 import (
    DbssClient,
    ListAuditInstancesLastRequest,
    ListAuditObsBucketsRequest,
    SetAuditAutoBackupTemplateRequest,
)
from huaweicloudsdkdds.v3 import (
    DdsClient,
    DeleteManualBackupRequest as DeleteDdsBackupRequest,
    ListBackupDownloadPolicyRequest,
    ListInstancesRequest as ListDdsInstancesRequest,
    ListBackupsRequest as ListDdsBackupsRequest,
    SaveBackupDownloadPolicyRequest,
    ShowBackupDownloadLinkRequest,
    ShowJobDetailRequest,
    SaveBackupDownloadPolicyRequestBody,
    UpdateBackupDownloadPolicyRequest,
    UpdateBackupDownloadPolicyRequestBody,
)
from huaweicloudsdkgaussdbfornosql.v3 import (
    DeleteBackupRequest,
    GaussDBforNoSQLClient,
    ListBackupsRequest,
    ListInstancesRequest as ListGeminiDbInstancesRequest,
    ListJobsRequest,
)
from huaweicloudsdkgaussdbforopengauss.v3 import (
    AuthorizeBackupDownloadRequest,
    DeleteManualBackupRequest,
    DownloadBackupRequest,
    GaussDBforopenGaussClient,
    ListBackupsDetailsRequest,
    ListDatabaseInstancesRequest,
)
from huaweicloudsdkiam.v3 import (
    CreateTemporaryAccessKeyByTokenRequest,
    CreateTemporaryAccessKeyByTokenRequestBody,
    IamClient,
    IdentityToken,
    KeystoneListAuthProjectsRequest,
    KeystoneListProjectsRequest,
    TokenAuth,
    TokenAuthIdentity,
)

PORT = os.environ["PORT"]
PROJECT = os.environ["PROJECT"]
REGION = "ap-southeast-1"

find_address = socket.getaddrinfo
socket.getaddrinfo = lambda host, *rest, **named: find_address("127.0.0.1", *rest, **named)


def client(kind, service, credentials):
    endpoint = f"http://{service}.{REGION}.myhuaweicloud.com:{PORT}"
    return kind.new_builder().with_credentials(credentials).with_endpoint(endpoint).build()


def key(secret_key):
    return BasicCredentials(os.environ["ACCESS_KEY"], secret_key, PROJECT)


def authorize_backup_download(credentials):
    request = AuthorizeBackupDownloadRequest(backup_id="e28d08754b1a490fb2b3540ed013a7fbbr14")
    answer = client(GaussDBforopenGaussClient, "gaussdb-opengauss", credentials).authorize_backup_download(request)
    return f"{answer.bucket} {answer.file_paths[0]}"


def list_audit_obs_buckets(credentials):
    answer = client(DbssClient, "dbss", credentials).list_audit_obs_buckets(ListAuditObsBucketsRequest())
    return f"{answer.obs_list[0].bucket_name} {answer.obs_list[0].location}"


def save_backup_download_policy(credentials):
    body = SaveBackupDownloadPolicyRequestBody(action="open")
    answer = client(DdsClient, "dds", credentials).save_backup_download_policy(
        SaveBackupDownloadPolicyRequest(body=body)
    )
    return str(answer.status_code)


def show_backup_download_policy(credentials):
    answer = client(DdsClient, "dds", credentials).list_backup_download_policy(ListBackupDownloadPolicyRequest())
    return f"{answer.id} {answer.action}"


def change_backup_download_policy(credentials):
    dds = client(DdsClient, "dds", credentials)
    policy = dds.list_backup_download_policy(ListBackupDownloadPolicyRequest())
    body = UpdateBackupDownloadPolicyRequestBody(id=policy.id, action="close")
    answer = dds.update_backup_download_policy(UpdateBackupDownloadPolicyRequest(body=body))
    return f"{answer.status_code} {show_backup_download_policy(credentials)}"


def delete_backup(credentials):
    request = DeleteBackupRequest(backup_id="5b0ae36cb8a746b68685a8fb588d8a15br06")
    answer = client(GaussDBforNoSQLClient, "gaussdb-nosql", credentials).delete_backup(request)
    return f"{answer.status_code} {len(answer.job_id)}"


def delete_gaussdb_backup(credentials):
    request = DeleteManualBackupRequest(backup_id="e28d08754b1a490fb2b3540ed013a7fbbr14")
    answer = client(GaussDBforopenGaussClient, "gaussdb-opengauss", credentials).delete_manual_backup(request)
    return f"{answer.status_code} {answer.backup_id} {answer.backup_name}"


def delete_dds_backup(credentials, backup_id="afbf982b46ca421e9118f7db916058b5br02"):
    request = DeleteDdsBackupRequest(backup_id=backup_id)
    answer = client(DdsClient, "dds", credentials).delete_manual_backup(request)
    return f"{answer.status_code} {len(answer.job_id)}"


def delete_another_dds_backup_of_the_instance(credentials):
    return delete_dds_backup(credentials, "43e4feaab48f11e89039fa163ebaa7e4br02")


def pages(list_page, request):
    """Every row of a list, a page of a hundred after the other."""
    rows = []
    while True:
        request.offset, request.limit = len(rows), 100
        answer = list_page(request)
        rows += answer.backups
        if len(answer.backups) < 100:
            return rows, answer.total_count


def told(rows, total):
    words = " ".join(sorted({row.status for row in rows}))
    return f"{len(rows) == total and total > 100} {len({row.id for row in rows}) == total} {words}"


def list_gaussdb_backups(credentials):
    gaussdb = client(GaussDBforopenGaussClient, "gaussdb-opengauss", credentials)
    rows, total = pages(gaussdb.list_backups_details, ListBackupsDetailsRequest(begin_time="2021-01-01T00:00:00+0800"))
    return f"{told(rows, total)} {rows[0].begin_time[19:]} {isinstance(rows[0].size, float)}"


def list_dds_backups(credentials):
    dds = client(DdsClient, "dds", credentials)
    window = {"begin_time": "2021-01-01 00:00:00", "end_time": "2099-01-01 00:00:00"}
    rows, total = pages(dds.list_backups, ListDdsBackupsRequest(order_field="beginTime", order_rule="asc", **window))
    return f"{told(rows, total)} {rows[0].begin_time < rows[-1].begin_time} {rows[0].deletable}"


def list_geminidb_backups(credentials):
    geminidb = client(GaussDBforNoSQLClient, "gaussdb-nosql", credentials)
    rows, total = pages(geminidb.list_backups, ListBackupsRequest())
    tables = geminidb.list_backups(ListBackupsRequest(type="DatabaseTable")).backups
    return f"{told(rows, total)} {tables[0].database_tables[0].table_names}"


def list_cbr_backups(credentials):
    cbr = client(CbrClient, "cbr", credentials)
    rows, marker = [], None
    while True:
        request = ListCbrBackupsRequest(resource_type="OS::Cinder::Volume", limit=100, marker=marker)
        answer = cbr.list_backups(request)
        rows += answer.backups
        if len(answer.backups) < 100:
            break
        marker = rows[-1].id
    row = rows[0]
    kinds = " ".join(sorted({str(row.extend_info.auto_trigger) for row in rows}))
    whole = len({row.id for row in rows}) == len(rows) == answer.count
    return f"{whole and len(rows) > 100} {row.resource_type} {type(row.created_at).__name__} {kinds}"


def list_audit_instances(credentials):
    request = ListAuditInstancesLastRequest(limit="2")
    answer = client(DbssClient, "dbss", credentials).list_audit_instances_last(request)
    return f"{answer.total} {[(instance.name, instance.status) for instance in answer.instances]}"


def show_audit_backup_settings(credentials):
    """A read, whatever its name says."""
    request = SetAuditAutoBackupTemplateRequest(instance_id="8c53ed03-8ed7-4ff2-ad97-7b2d6d1dd364")
    answer = client(DbssClient, "dbss", credentials).set_audit_auto_backup_template(request)
    return f"{answer.bucket_name} {answer.bucket_root_path} {answer.cycle} {answer.status} {answer.triggered}"


def instances_told(list_page, request, single):
    """How many instances there are on two pages, whether each is told once, and one of them found by a part of its name."""
    request.limit, request.offset = 100, 0
    first = list_page(request)
    request.offset = 100
    rows = first.instances + list_page(request).instances
    found = list_page(single).instances[0]
    strategy = found.backup_strategy
    whole = len({row.id for row in rows}) == len(rows) == first.total_count
    return f"{len(rows)} {whole} {found.name} {found.status} {strategy.start_time} {strategy.keep_days}"


def list_gaussdb_instances(credentials):
    gaussdb = client(GaussDBforopenGaussClient, "gaussdb-opengauss", credentials)
    single = ListDatabaseInstancesRequest(name="*edge")
    told = instances_told(gaussdb.list_database_instances, ListDatabaseInstancesRequest(), single)
    return f"{told} {len(gaussdb.list_database_instances(single).instances[0].nodes)}"


def list_dds_instances(credentials):
    dds = client(DdsClient, "dds", credentials)
    single = ListDdsInstancesRequest(name="*essions", mode="Sharding")
    told = instances_told(dds.list_instances, ListDdsInstancesRequest(), single)
    return f"{told} {[group.type for group in dds.list_instances(single).instances[0].groups]}"


def list_geminidb_instances(credentials):
    geminidb = client(GaussDBforNoSQLClient, "gaussdb-nosql", credentials)
    single = ListGeminiDbInstancesRequest(name="*elemetry")
    return instances_told(geminidb.list_instances, ListGeminiDbInstancesRequest(), single)


def show_dds_job(credentials):
    request = ShowJobDetailRequest(id="f85104b5-4a9c-4e0f-9505-fc5409d8f7ae")
    job = client(DdsClient, "dds", credentials).show_job_detail(request).job
    return f"{job.name} {job.status} {job.progress} {job.instance.name}"


def told_files(answer):
    signs = {"&Signature=" in file.download_link for file in answer.files}
    return f"{answer.bucket} {[(file.name, file.size) for file in answer.files]} {signs}"


def list_gaussdb_backup_files(credentials):
    request = DownloadBackupRequest(backup_id="a48e43ff268f4c0e879652d65e63d0dfbr14")
    return told_files(client(GaussDBforopenGaussClient, "gaussdb-opengauss", credentials).download_backup(request))


def list_dds_download_links(credentials):
    request = ShowBackupDownloadLinkRequest(
        instance_id="befb1cfe1f96403780396b0c54f85d11in02", backup_id="bd062e1af2d248b3bb4cd3dbb4183888br02"
    )
    answer = client(DdsClient, "dds", credentials).show_backup_download_link(request)
    return f"{told_files(answer)} {answer.files[0].group_name}"


def list_geminidb_jobs(credentials):
    request = ListJobsRequest(status="Completed", limit=20)
    jobs = client(GaussDBforNoSQLClient, "gaussdb-nosql", credentials).list_jobs(request).jobs
    return f"{len(jobs)} {({job.name for job in jobs})} {({job.status for job in jobs})}"


def keystone_list_projects(credentials):
    request = KeystoneListProjectsRequest(name=REGION)
    answer = client(IamClient, "iam", credentials).keystone_list_projects(request)
    return " ".join(project.id for project in answer.projects)


def keystone_list_auth_projects(credentials):
    answer = client(IamClient, "iam", credentials).keystone_list_auth_projects(KeystoneListAuthProjectsRequest())
    return " ".join(project.name for project in answer.projects)


def temporary_key(credentials):
    identity = TokenAuthIdentity(methods=["token"], token=IdentityToken(duration_seconds=900))
    body = CreateTemporaryAccessKeyByTokenRequestBody(auth=TokenAuth(identity=identity))
    answer = client(IamClient, "iam", credentials).create_temporary_access_key_by_token(
        CreateTemporaryAccessKeyByTokenRequest(body=body)
    )
    issued = answer.credential
    temporary = BasicCredentials(issued.access, issued.secret, PROJECT).with_security_token(issued.securitytoken)
    return list_audit_obs_buckets(temporary)


def report(word, call, credentials):
    try:
        print(word, call.__name__, call(credentials))
    except ServiceResponseException as refusal:
        print(word, call.__name__, refusal.status_code, refusal.error_code, refusal.error_msg)


CALLS = [authorize_backup_download, list_audit_obs_buckets, save_backup_download_policy, delete_backup]

LISTS = [list_gaussdb_backups, list_dds_backups, list_geminidb_backups, list_cbr_backups]

FILES = [list_gaussdb_backup_files, list_dds_download_links]

INSTANCES = [list_gaussdb_instances, list_dds_instances, list_geminidb_instances]

NEIGHBOURS = FILES + INSTANCES + [list_audit_instances, show_audit_backup_settings, show_dds_job, list_geminidb_jobs]

DELETIONS = [delete_gaussdb_backup, delete_dds_backup, delete_another_dds_backup_of_the_instance]

for call in LISTS + CALLS + [show_backup_download_policy, change_backup_download_policy] + NEIGHBOURS + DELETIONS:
    report("right", call, key(os.environ["SECRET_KEY"]))
identity = GlobalCredentials(os.environ["ACCESS_KEY"], os.environ["SECRET_KEY"], os.environ["ACCOUNT"])
for call in (keystone_list_projects, keystone_list_auth_projects, temporary_key):
    report("right", call, identity)
# Six in a row: the last one meets the lock.
for call in CALLS + CALLS[:2]:
    report("wrong", call, key("a" * 40))
