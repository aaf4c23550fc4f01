package io.retort.scenario;

import java.util.List;

/**
 * The tables that runs leave in a workspace. Each row says of which scenario, seed and year it is, so that runs share
 * tables without seeing each other.
 */
final class ResultTables {
    /** Version of the model: a workspace of another one is not resumed. */
    static final int MODEL_VERSION = 1;

    /** Bits of an employee's number below those of the year of hire. */
    static final int NUMBER_BITS = 26;

    /** What a run adds rows to. */
    static final List<String> KEPT = List.of("scenario_log", "scenario_hires", "scenario_snapshots", "scenario_years");

    private ResultTables() {}

    static String create() {
        return """
            CREATE TABLE IF NOT EXISTS scenario_census (
                employee BIGINT, employee_id VARCHAR, birth_date DATE, hire_date DATE, pay BIGINT, level TINYINT,
                department SMALLINT, deferral_bp INTEGER);
            CREATE TABLE IF NOT EXISTS scenario_departments (department SMALLINT, name VARCHAR);
            CREATE TABLE IF NOT EXISTS scenario_runs (
                scenario SMALLINT, name VARCHAR, config_hash VARCHAR, config VARCHAR, commit_id VARCHAR,
                model_version INTEGER, first_year SMALLINT);
            CREATE TABLE IF NOT EXISTS scenario_log (
                scenario SMALLINT, seed BIGINT, year SMALLINT, employee BIGINT, type TINYINT, day DATE, amount BIGINT,
                detail SMALLINT);
            CREATE TABLE IF NOT EXISTS scenario_hires (
                scenario SMALLINT, seed BIGINT, year SMALLINT, employee BIGINT, birth_date DATE, department SMALLINT);
            CREATE TABLE IF NOT EXISTS scenario_snapshots (
                scenario SMALLINT, seed BIGINT, year SMALLINT, employee BIGINT, active BOOLEAN, birth_date DATE,
                hire_date DATE, end_date DATE, reason TINYINT, level TINYINT, department SMALLINT, pay BIGINT,
                earned BIGINT, eligible BOOLEAN, enrollment TINYINT, deferral_bp INTEGER, contribution BIGINT,
                employer_match BIGINT, core BIGINT, employer_total BIGINT, vested_total BIGINT, forfeited BIGINT,
                hce BOOLEAN);
            CREATE TABLE IF NOT EXISTS scenario_years (
                scenario SMALLINT, seed BIGINT, year SMALLINT, opening_headcount BIGINT, target BIGINT,
                expected_ppb BIGINT, headcount BIGINT, hires BIGINT, terminations BIGINT, hire_terminations BIGINT,
                annual_pay BIGINT, earned BIGINT, contribution BIGINT, employer_match BIGINT, core BIGINT,
                forfeited BIGINT, eligible BIGINT, participants BIGINT, deferral_bp_sum BIGINT, hce BIGINT);
            CREATE TABLE IF NOT EXISTS scenario_limits (
                scenario SMALLINT, year SMALLINT, deferral BIGINT, catch_up BIGINT, late_catch_up BIGINT,
                compensation BIGINT, additions BIGINT, highly_compensated BIGINT);
            CREATE OR REPLACE VIEW scenario_events AS
            SELECT r.name AS scenario, l.seed, l.year,
                   (l.employee * 128 + (l.year - r.first_year + 1)) * 32 + l.type AS event_id,
                   l.employee, list_extract(%s, l.type) AS type, l.day, l.amount, l.detail,
                   r.config_hash, r.commit_id
            FROM scenario_log l JOIN scenario_runs r ON r.scenario = l.scenario;
            """.formatted(EventType.sqlList());
    }
}
