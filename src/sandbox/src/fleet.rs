//! The instances, disks and auditors whose backups the emulated cloud holds. Some are gone; their manual backups stay.

use backup_model::service::Service;

use crate::seed;

pub(crate) const GAUSSDB_INSTANCE: &str = "1de27464abdf48519f8574c97a8f0625in14";
pub(crate) const DDS_INSTANCE: &str = "d6b25ba7c8e54d0fa3917c60be48f215in02";
pub(crate) const CASSANDRA: &str = "6c0d8e2f4b9a47518e35a7f1c9d0b624in06";
pub(crate) const MONGO: &str = "b3f7a61c0e5d4928a4c6d89e17f2053bin06";
pub(crate) const INFLUX: &str = "0e94c7d5a18b4f36952d6be8f03a7c41in06";
/// It is being restored from one of its backups.
pub(crate) const REDIS: &str = "97a2e5f8d06c41b3b80f4d1e6c95a327in06";
/// A restore runs on it, so that none of its backups can be deleted.
pub(crate) const RESTORED: &str = "restored-catalogue";

/// The jobs that delete its backups fail.
pub(crate) const STUBBORN: &str = "sandbox";

/// A database instance.
pub(crate) struct Machine {
    pub(crate) service: Service,
    pub(crate) id: &'static str,
    pub(crate) name: &'static str,
    pub(crate) engine: &'static str,
    pub(crate) version: &'static str,
    pub(crate) mode: &'static str,
    /// In the words of its service.
    pub(crate) status: &'static str,
    /// Days for which its automatic backups are kept.
    pub(crate) keeps: u64,
    /// The hour of the day, in UTC, at which they are made.
    pub(crate) hour: u64,
    /// About the size of a backup.
    pub(crate) megabytes: u64,
    /// The day since 1970 on which it was deleted.
    pub(crate) gone: Option<u64>,
}

/// A disk.
pub(crate) struct Volume {
    pub(crate) id: &'static str,
    pub(crate) name: &'static str,
    pub(crate) gigabytes: u64,
}

/// An instance of database audit.
pub(crate) struct Auditor {
    pub(crate) id: &'static str,
    pub(crate) name: &'static str,
    /// In the words of its service.
    pub(crate) status: &'static str,
    /// The bucket that it is backed up to; none where that is switched off.
    pub(crate) bucket: Option<&'static str>,
}

/// The instances of a service.
pub(crate) fn machines(service: Service) -> impl Iterator<Item = &'static Machine> {
    MACHINES.iter().filter(move |machine| machine.service == service)
}

/// An instance by its id.
pub(crate) fn machine(id: &str) -> Option<&'static Machine> {
    MACHINES.iter().find(|machine| machine.id == id)
}

static MACHINES: [Machine; 18] = [
    Machine {
        service: Service::GaussDb,
        id: GAUSSDB_INSTANCE,
        name: "orders",
        engine: "GaussDB",
        version: "V2.0-8.103",
        mode: "Enterprise",
        status: "ACTIVE",
        keeps: 30,
        hour: 18,
        megabytes: 84120,
        gone: None,
    },
    Machine {
        service: Service::GaussDb,
        id: "fe129a793db74ccbb6f273bc8b81d905in14",
        name: "ledger",
        engine: "GaussDB",
        version: "V2.0-8.103",
        mode: "Enterprise",
        status: "ACTIVE",
        keeps: 35,
        hour: 19,
        megabytes: 412700,
        gone: None,
    },
    Machine {
        service: Service::GaussDb,
        id: "ea5446aeaced2d0f4162d8f3fdac3898in14",
        name: "reporting",
        engine: "GaussDB",
        version: "V2.0-3.223",
        mode: "Ha",
        status: "BACKING UP",
        keeps: 14,
        hour: 20,
        megabytes: 1204400,
        gone: None,
    },
    Machine {
        service: Service::GaussDb,
        id: "5a856b66c90e4ebdd830c1a4c4e72348in14",
        name: "crm-test",
        engine: "GaussDB",
        version: "V2.0-8.103",
        mode: "Ha",
        status: "STORAGE FULL",
        keeps: 7,
        hour: 22,
        megabytes: 2803,
        gone: None,
    },
    Machine {
        service: Service::GaussDb,
        id: "111e01485652fe8a810b90eb9283bcf5in14",
        name: "payments-2023",
        engine: "GaussDB",
        version: "V2.0-2.7",
        mode: "Enterprise",
        status: "",
        keeps: 0,
        hour: 18,
        megabytes: 231000,
        gone: Some(19844),
    },
    Machine {
        service: Service::GaussDb,
        id: "3a2f60090e5d27f5e9749ce86b579956in14",
        name: "migration-rehearsal",
        engine: "GaussDB",
        version: "V2.0-1.4",
        mode: "Ha",
        status: "",
        keeps: 0,
        hour: 4,
        megabytes: 17950,
        gone: Some(19320),
    },
    Machine {
        service: Service::Dds,
        id: DDS_INSTANCE,
        name: "catalogue",
        engine: "DDS-Community",
        version: "4.0",
        mode: "ReplicaSet",
        status: "normal",
        keeps: 30,
        hour: 17,
        megabytes: 12400,
        gone: None,
    },
    Machine {
        service: Service::Dds,
        id: "9ed4a7d771aaea5c512d10f53e29edd5in02",
        name: "sessions",
        engine: "DDS-Community",
        version: "5.0",
        mode: "Sharding",
        status: "normal",
        keeps: 14,
        hour: 18,
        megabytes: 88310,
        gone: None,
    },
    Machine {
        service: Service::Dds,
        id: "5324e60f2bf5cedebf13669e234190eain02",
        name: "audit-trail",
        engine: "DDS-Community",
        version: "4.4",
        mode: "Sharding",
        status: "data_disk_full",
        keeps: 60,
        hour: 19,
        megabytes: 640800,
        gone: None,
    },
    Machine {
        service: Service::Dds,
        id: "568d9d691ac2b139ffb3c051668f5223in02",
        name: "sandbox",
        engine: "DDS-Community",
        version: "3.4",
        mode: "Single",
        status: "abnormal",
        keeps: 7,
        hour: 23,
        megabytes: 410,
        gone: None,
    },
    Machine {
        service: Service::Dds,
        id: "2f1b8aaf5fad4e05d311f04badbfb8e9in02",
        name: "restored-catalogue",
        engine: "DDS-Community",
        version: "4.0",
        mode: "ReplicaSet",
        status: "normal",
        keeps: 7,
        hour: 21,
        megabytes: 12400,
        gone: None,
    },
    Machine {
        service: Service::Dds,
        id: "323fba7718f7ffd2e6008e29b2e6496ein02",
        name: "old-shop",
        engine: "DDS-Community",
        version: "3.4",
        mode: "ReplicaSet",
        status: "",
        keeps: 0,
        hour: 2,
        megabytes: 5300,
        gone: Some(19610),
    },
    Machine {
        service: Service::GeminiDb,
        id: CASSANDRA,
        name: "telemetry",
        engine: "cassandra",
        version: "3.11",
        mode: "Cluster",
        status: "normal",
        keeps: 30,
        hour: 16,
        megabytes: 310000,
        gone: None,
    },
    Machine {
        service: Service::GeminiDb,
        id: MONGO,
        name: "profiles",
        engine: "mongodb",
        version: "4.0",
        mode: "ReplicaSet",
        status: "normal",
        keeps: 21,
        hour: 17,
        megabytes: 42500,
        gone: None,
    },
    Machine {
        service: Service::GeminiDb,
        id: INFLUX,
        name: "metrics",
        engine: "influxdb",
        version: "1.8",
        mode: "Cluster",
        status: "normal",
        keeps: 14,
        hour: 18,
        megabytes: 96200,
        gone: None,
    },
    Machine {
        service: Service::GeminiDb,
        id: REDIS,
        name: "cache",
        engine: "redis",
        version: "5.0",
        mode: "Cluster",
        status: "normal",
        keeps: 7,
        hour: 19,
        megabytes: 1133,
        gone: None,
    },
    Machine {
        service: Service::GeminiDb,
        id: "da0fa8e34c940e54f1964db2c2b30cc1in06",
        name: "sensor-archive",
        engine: "cassandra",
        version: "3.11",
        mode: "Cluster",
        status: "normal",
        keeps: 60,
        hour: 20,
        megabytes: 870400,
        gone: None,
    },
    Machine {
        service: Service::GeminiDb,
        id: "1678819ebf7817d8275d691f8c258a9bin10",
        name: "campaign-2024",
        engine: "mongodb",
        version: "4.0",
        mode: "ReplicaSet",
        status: "",
        keeps: 0,
        hour: 3,
        megabytes: 8600,
        gone: Some(20010),
    },
];

pub(crate) static VOLUMES: [Volume; 6] = [
    Volume { id: "31470046-1e08-4087-99b9-9653fa9f6ebf", name: "db-01-data", gigabytes: 500 },
    Volume { id: "66bf8d17-c19b-471a-8779-096007022ed4", name: "db-02-data", gigabytes: 500 },
    Volume { id: "eb7d3abe-6a97-4ceb-af88-a45be601a0e0", name: "files-data", gigabytes: 2048 },
    Volume { id: "9956e131-a818-42c3-bd79-01a794d0200b", name: "build-agent", gigabytes: 40 },
    Volume { id: "f8e9d8c5-60e9-4ceb-8544-26143fc01060", name: "mail-store", gigabytes: 1024 },
    Volume { id: "36246033-f836-4685-9d7f-db742255f3a9", name: "legacy-erp", gigabytes: 250 },
];

pub(crate) static AUDITORS: [Auditor; 4] = [
    Auditor { id: seed::AUDIT_INSTANCE, name: "audit-core", status: "ACTIVE", bucket: Some("1202") },
    Auditor {
        id: "d4c26a78-096a-48ce-9b4f-5eddb3e126af",
        name: "audit-shop",
        status: "FROZEN",
        bucket: Some("audit-archive-singapore"),
    },
    Auditor {
        id: "d2610703-564e-46d1-83b6-924fabb875a6",
        name: "audit-test",
        status: "SHUTOFF",
        bucket: None,
    },
    Auditor {
        id: "35c22efe-d27e-4b58-aefa-e95a379ff790",
        name: "audit-old",
        status: "DELETED",
        bucket: None,
    },
];
