// @ts-nocheck
// Generated from schemas/event.json by `npm run generate`. Do not edit.
"use strict";
export const validate = validate20;
const schema31 = {"$schema":"https://json-schema.org/draft/2020-12/schema","$id":"urn:mocklark:event","type":"object","required":["schema","header","event"],"properties":{"schema":{"type":"string","const":"2.0"},"header":{"$ref":"#/$defs/eventHeader"},"event":{"$ref":"#/$defs/reserveConfigUpdated"}},"$defs":{"eventHeader":{"type":"object","required":["event_id","token","create_time","event_type","tenant_key","app_id"],"properties":{"event_id":{"type":"string","pattern":"^[0-9a-f]{32}$"},"token":{"type":"string"},"create_time":{"type":"string","pattern":"^[0-9]{13}$"},"event_type":{"type":"string","const":"vc.reserve_config.updated_v1"},"tenant_key":{"type":"string","pattern":"^[0-9a-f]{16}$"},"app_id":{"type":"string","pattern":"^cli_[0-9a-f]{16}$"}}},"reserveConfigUpdated":{"type":"object","required":["scope_id","scope_type"],"properties":{"approve_config":{"$ref":"#/$defs/approveConfig"},"reserve_scope_config":{"$ref":"#/$defs/reserveScopeConfig"},"scope_id":{"type":"string","pattern":"^om[mb]_[0-9a-f]{32}$"},"scope_type":{"type":"integer","enum":[1,2]},"time_config":{"$ref":"#/$defs/timeConfig"}}},"approveConfig":{"type":"object","properties":{"approval_condition":{"type":"integer","enum":[0,1]},"approval_switch":{"$ref":"#/$defs/switch"},"approvers":{"type":"array","items":{"$ref":"#/$defs/subscriber"}},"meeting_duration":{"type":"number","minimum":0.1,"maximum":99}}},"reserveScopeConfig":{"type":"object","properties":{"allow_all_users":{"$ref":"#/$defs/switch"},"allow_depts":{"type":"array","items":{"$ref":"#/$defs/department"}},"allow_users":{"type":"array","items":{"$ref":"#/$defs/subscriber"}}}},"timeConfig":{"type":"object","properties":{"days_in_advance":{"type":"integer","minimum":1,"maximum":730},"end_time":{"$ref":"#/$defs/secondsOfDay"},"if_cover_child_scope":{"type":"boolean"},"max_duration":{"type":"integer","minimum":1,"maximum":99},"opening_hour":{"$ref":"#/$defs/secondsOfDay"},"start_time":{"$ref":"#/$defs/secondsOfDay"},"time_switch":{"$ref":"#/$defs/switch"}}},"subscriber":{"type":"object","properties":{"user_id":{"$ref":"#/$defs/userId"}}},"userId":{"type":"object","properties":{"open_id":{"type":"string","pattern":"^ou_[0-9a-f]{30,32}$"},"union_id":{"type":"string","pattern":"^on_[0-9a-f]{30,32}$"},"user_id":{"type":["string","null"],"pattern":"^\\S+$"}}},"department":{"type":"object","properties":{"department_id":{"type":"string","pattern":"^od-[0-9a-f]{32}$"},"department_name":{"type":"string"}}},"switch":{"type":"integer","enum":[0,1]},"secondsOfDay":{"type":"string","pattern":"^(0|[1-9][0-9]{0,3}|[1-7][0-9]{4}|8[0-5][0-9]{3}|86[0-3][0-9]{2}|86400)$"}}};
const schema32 = {"type":"object","required":["event_id","token","create_time","event_type","tenant_key","app_id"],"properties":{"event_id":{"type":"string","pattern":"^[0-9a-f]{32}$"},"token":{"type":"string"},"create_time":{"type":"string","pattern":"^[0-9]{13}$"},"event_type":{"type":"string","const":"vc.reserve_config.updated_v1"},"tenant_key":{"type":"string","pattern":"^[0-9a-f]{16}$"},"app_id":{"type":"string","pattern":"^cli_[0-9a-f]{16}$"}}};
const pattern4 = new RegExp("^[0-9a-f]{32}$", "");
const pattern5 = new RegExp("^[0-9]{13}$", "");
const pattern6 = new RegExp("^[0-9a-f]{16}$", "");
const pattern7 = new RegExp("^cli_[0-9a-f]{16}$", "");
const schema33 = {"type":"object","required":["scope_id","scope_type"],"properties":{"approve_config":{"$ref":"#/$defs/approveConfig"},"reserve_scope_config":{"$ref":"#/$defs/reserveScopeConfig"},"scope_id":{"type":"string","pattern":"^om[mb]_[0-9a-f]{32}$"},"scope_type":{"type":"integer","enum":[1,2]},"time_config":{"$ref":"#/$defs/timeConfig"}}};
const schema34 = {"type":"object","properties":{"approval_condition":{"type":"integer","enum":[0,1]},"approval_switch":{"$ref":"#/$defs/switch"},"approvers":{"type":"array","items":{"$ref":"#/$defs/subscriber"}},"meeting_duration":{"type":"number","minimum":0.1,"maximum":99}}};
const schema35 = {"type":"integer","enum":[0,1]};
const schema36 = {"type":"object","properties":{"user_id":{"$ref":"#/$defs/userId"}}};
const schema37 = {"type":"object","properties":{"open_id":{"type":"string","pattern":"^ou_[0-9a-f]{30,32}$"},"union_id":{"type":"string","pattern":"^on_[0-9a-f]{30,32}$"},"user_id":{"type":["string","null"],"pattern":"^\\S+$"}}};
const pattern8 = new RegExp("^ou_[0-9a-f]{30,32}$", "");
const pattern9 = new RegExp("^on_[0-9a-f]{30,32}$", "");
const pattern10 = new RegExp("^\\S+$", "");

function validate23(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate23.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.user_id !== undefined){
let data0 = data.user_id;
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
if(data0.open_id !== undefined){
let data1 = data0.open_id;
if(typeof data1 === "string"){
if(!pattern8.test(data1)){
const err0 = {instancePath:instancePath+"/user_id/open_id",schemaPath:"#/$defs/userId/properties/open_id/pattern",keyword:"pattern",params:{pattern: "^ou_[0-9a-f]{30,32}$"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
else {
const err1 = {instancePath:instancePath+"/user_id/open_id",schemaPath:"#/$defs/userId/properties/open_id/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data0.union_id !== undefined){
let data2 = data0.union_id;
if(typeof data2 === "string"){
if(!pattern9.test(data2)){
const err2 = {instancePath:instancePath+"/user_id/union_id",schemaPath:"#/$defs/userId/properties/union_id/pattern",keyword:"pattern",params:{pattern: "^on_[0-9a-f]{30,32}$"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
else {
const err3 = {instancePath:instancePath+"/user_id/union_id",schemaPath:"#/$defs/userId/properties/union_id/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data0.user_id !== undefined){
let data3 = data0.user_id;
if((typeof data3 !== "string") && (data3 !== null)){
const err4 = {instancePath:instancePath+"/user_id/user_id",schemaPath:"#/$defs/userId/properties/user_id/type",keyword:"type",params:{type: schema37.properties.user_id.type}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(typeof data3 === "string"){
if(!pattern10.test(data3)){
const err5 = {instancePath:instancePath+"/user_id/user_id",schemaPath:"#/$defs/userId/properties/user_id/pattern",keyword:"pattern",params:{pattern: "^\\S+$"}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
}
}
else {
const err6 = {instancePath:instancePath+"/user_id",schemaPath:"#/$defs/userId/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
}
else {
const err7 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
validate23.errors = vErrors;
return errors === 0;
}
validate23.evaluated = {"props":{"user_id":true},"dynamicProps":false,"dynamicItems":false};


function validate22(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate22.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.approval_condition !== undefined){
let data0 = data.approval_condition;
if(!(((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0))) && (isFinite(data0)))){
const err0 = {instancePath:instancePath+"/approval_condition",schemaPath:"#/properties/approval_condition/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(!((data0 === 0) || (data0 === 1))){
const err1 = {instancePath:instancePath+"/approval_condition",schemaPath:"#/properties/approval_condition/enum",keyword:"enum",params:{allowedValues: schema34.properties.approval_condition.enum}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.approval_switch !== undefined){
let data1 = data.approval_switch;
if(!(((typeof data1 == "number") && (!(data1 % 1) && !isNaN(data1))) && (isFinite(data1)))){
const err2 = {instancePath:instancePath+"/approval_switch",schemaPath:"#/$defs/switch/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(!((data1 === 0) || (data1 === 1))){
const err3 = {instancePath:instancePath+"/approval_switch",schemaPath:"#/$defs/switch/enum",keyword:"enum",params:{allowedValues: schema35.enum}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.approvers !== undefined){
let data2 = data.approvers;
if(Array.isArray(data2)){
const len0 = data2.length;
for(let i0=0; i0<len0; i0++){
if(!(validate23(data2[i0], {instancePath:instancePath+"/approvers/" + i0,parentData:data2,parentDataProperty:i0,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate23.errors : vErrors.concat(validate23.errors);
errors = vErrors.length;
}
}
}
else {
const err4 = {instancePath:instancePath+"/approvers",schemaPath:"#/properties/approvers/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.meeting_duration !== undefined){
let data4 = data.meeting_duration;
if((typeof data4 == "number") && (isFinite(data4))){
if(data4 > 99 || isNaN(data4)){
const err5 = {instancePath:instancePath+"/meeting_duration",schemaPath:"#/properties/meeting_duration/maximum",keyword:"maximum",params:{comparison: "<=", limit: 99}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if(data4 < 0.1 || isNaN(data4)){
const err6 = {instancePath:instancePath+"/meeting_duration",schemaPath:"#/properties/meeting_duration/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0.1}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
else {
const err7 = {instancePath:instancePath+"/meeting_duration",schemaPath:"#/properties/meeting_duration/type",keyword:"type",params:{type: "number"}};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
}
else {
const err8 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
validate22.errors = vErrors;
return errors === 0;
}
validate22.evaluated = {"props":{"approval_condition":true,"approval_switch":true,"approvers":true,"meeting_duration":true},"dynamicProps":false,"dynamicItems":false};

const schema38 = {"type":"object","properties":{"allow_all_users":{"$ref":"#/$defs/switch"},"allow_depts":{"type":"array","items":{"$ref":"#/$defs/department"}},"allow_users":{"type":"array","items":{"$ref":"#/$defs/subscriber"}}}};
const schema40 = {"type":"object","properties":{"department_id":{"type":"string","pattern":"^od-[0-9a-f]{32}$"},"department_name":{"type":"string"}}};
const pattern11 = new RegExp("^od-[0-9a-f]{32}$", "");

function validate26(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate26.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.allow_all_users !== undefined){
let data0 = data.allow_all_users;
if(!(((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0))) && (isFinite(data0)))){
const err0 = {instancePath:instancePath+"/allow_all_users",schemaPath:"#/$defs/switch/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(!((data0 === 0) || (data0 === 1))){
const err1 = {instancePath:instancePath+"/allow_all_users",schemaPath:"#/$defs/switch/enum",keyword:"enum",params:{allowedValues: schema35.enum}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.allow_depts !== undefined){
let data1 = data.allow_depts;
if(Array.isArray(data1)){
const len0 = data1.length;
for(let i0=0; i0<len0; i0++){
let data2 = data1[i0];
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
if(data2.department_id !== undefined){
let data3 = data2.department_id;
if(typeof data3 === "string"){
if(!pattern11.test(data3)){
const err2 = {instancePath:instancePath+"/allow_depts/" + i0+"/department_id",schemaPath:"#/$defs/department/properties/department_id/pattern",keyword:"pattern",params:{pattern: "^od-[0-9a-f]{32}$"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
else {
const err3 = {instancePath:instancePath+"/allow_depts/" + i0+"/department_id",schemaPath:"#/$defs/department/properties/department_id/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data2.department_name !== undefined){
if(typeof data2.department_name !== "string"){
const err4 = {instancePath:instancePath+"/allow_depts/" + i0+"/department_name",schemaPath:"#/$defs/department/properties/department_name/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
}
else {
const err5 = {instancePath:instancePath+"/allow_depts/" + i0,schemaPath:"#/$defs/department/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
}
else {
const err6 = {instancePath:instancePath+"/allow_depts",schemaPath:"#/properties/allow_depts/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.allow_users !== undefined){
let data5 = data.allow_users;
if(Array.isArray(data5)){
const len1 = data5.length;
for(let i1=0; i1<len1; i1++){
if(!(validate23(data5[i1], {instancePath:instancePath+"/allow_users/" + i1,parentData:data5,parentDataProperty:i1,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate23.errors : vErrors.concat(validate23.errors);
errors = vErrors.length;
}
}
}
else {
const err7 = {instancePath:instancePath+"/allow_users",schemaPath:"#/properties/allow_users/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
}
else {
const err8 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
validate26.errors = vErrors;
return errors === 0;
}
validate26.evaluated = {"props":{"allow_all_users":true,"allow_depts":true,"allow_users":true},"dynamicProps":false,"dynamicItems":false};

const schema41 = {"type":"object","properties":{"days_in_advance":{"type":"integer","minimum":1,"maximum":730},"end_time":{"$ref":"#/$defs/secondsOfDay"},"if_cover_child_scope":{"type":"boolean"},"max_duration":{"type":"integer","minimum":1,"maximum":99},"opening_hour":{"$ref":"#/$defs/secondsOfDay"},"start_time":{"$ref":"#/$defs/secondsOfDay"},"time_switch":{"$ref":"#/$defs/switch"}}};
const schema42 = {"type":"string","pattern":"^(0|[1-9][0-9]{0,3}|[1-7][0-9]{4}|8[0-5][0-9]{3}|86[0-3][0-9]{2}|86400)$"};
const pattern13 = new RegExp("^(0|[1-9][0-9]{0,3}|[1-7][0-9]{4}|8[0-5][0-9]{3}|86[0-3][0-9]{2}|86400)$", "");

function validate29(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate29.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.days_in_advance !== undefined){
let data0 = data.days_in_advance;
if(!(((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0))) && (isFinite(data0)))){
const err0 = {instancePath:instancePath+"/days_in_advance",schemaPath:"#/properties/days_in_advance/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if((typeof data0 == "number") && (isFinite(data0))){
if(data0 > 730 || isNaN(data0)){
const err1 = {instancePath:instancePath+"/days_in_advance",schemaPath:"#/properties/days_in_advance/maximum",keyword:"maximum",params:{comparison: "<=", limit: 730}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data0 < 1 || isNaN(data0)){
const err2 = {instancePath:instancePath+"/days_in_advance",schemaPath:"#/properties/days_in_advance/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
}
if(data.end_time !== undefined){
let data1 = data.end_time;
if(typeof data1 === "string"){
if(!pattern13.test(data1)){
const err3 = {instancePath:instancePath+"/end_time",schemaPath:"#/$defs/secondsOfDay/pattern",keyword:"pattern",params:{pattern: "^(0|[1-9][0-9]{0,3}|[1-7][0-9]{4}|8[0-5][0-9]{3}|86[0-3][0-9]{2}|86400)$"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
else {
const err4 = {instancePath:instancePath+"/end_time",schemaPath:"#/$defs/secondsOfDay/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.if_cover_child_scope !== undefined){
if(typeof data.if_cover_child_scope !== "boolean"){
const err5 = {instancePath:instancePath+"/if_cover_child_scope",schemaPath:"#/properties/if_cover_child_scope/type",keyword:"type",params:{type: "boolean"}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.max_duration !== undefined){
let data3 = data.max_duration;
if(!(((typeof data3 == "number") && (!(data3 % 1) && !isNaN(data3))) && (isFinite(data3)))){
const err6 = {instancePath:instancePath+"/max_duration",schemaPath:"#/properties/max_duration/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if((typeof data3 == "number") && (isFinite(data3))){
if(data3 > 99 || isNaN(data3)){
const err7 = {instancePath:instancePath+"/max_duration",schemaPath:"#/properties/max_duration/maximum",keyword:"maximum",params:{comparison: "<=", limit: 99}};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if(data3 < 1 || isNaN(data3)){
const err8 = {instancePath:instancePath+"/max_duration",schemaPath:"#/properties/max_duration/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
}
if(data.opening_hour !== undefined){
let data4 = data.opening_hour;
if(typeof data4 === "string"){
if(!pattern13.test(data4)){
const err9 = {instancePath:instancePath+"/opening_hour",schemaPath:"#/$defs/secondsOfDay/pattern",keyword:"pattern",params:{pattern: "^(0|[1-9][0-9]{0,3}|[1-7][0-9]{4}|8[0-5][0-9]{3}|86[0-3][0-9]{2}|86400)$"}};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
else {
const err10 = {instancePath:instancePath+"/opening_hour",schemaPath:"#/$defs/secondsOfDay/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data.start_time !== undefined){
let data5 = data.start_time;
if(typeof data5 === "string"){
if(!pattern13.test(data5)){
const err11 = {instancePath:instancePath+"/start_time",schemaPath:"#/$defs/secondsOfDay/pattern",keyword:"pattern",params:{pattern: "^(0|[1-9][0-9]{0,3}|[1-7][0-9]{4}|8[0-5][0-9]{3}|86[0-3][0-9]{2}|86400)$"}};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
else {
const err12 = {instancePath:instancePath+"/start_time",schemaPath:"#/$defs/secondsOfDay/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data.time_switch !== undefined){
let data6 = data.time_switch;
if(!(((typeof data6 == "number") && (!(data6 % 1) && !isNaN(data6))) && (isFinite(data6)))){
const err13 = {instancePath:instancePath+"/time_switch",schemaPath:"#/$defs/switch/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
if(!((data6 === 0) || (data6 === 1))){
const err14 = {instancePath:instancePath+"/time_switch",schemaPath:"#/$defs/switch/enum",keyword:"enum",params:{allowedValues: schema35.enum}};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
}
else {
const err15 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
validate29.errors = vErrors;
return errors === 0;
}
validate29.evaluated = {"props":{"days_in_advance":true,"end_time":true,"if_cover_child_scope":true,"max_duration":true,"opening_hour":true,"start_time":true,"time_switch":true},"dynamicProps":false,"dynamicItems":false};

const pattern12 = new RegExp("^om[mb]_[0-9a-f]{32}$", "");

function validate21(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate21.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.scope_id === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "scope_id"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.scope_type === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "scope_type"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.approve_config !== undefined){
if(!(validate22(data.approve_config, {instancePath:instancePath+"/approve_config",parentData:data,parentDataProperty:"approve_config",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
errors = vErrors.length;
}
}
if(data.reserve_scope_config !== undefined){
if(!(validate26(data.reserve_scope_config, {instancePath:instancePath+"/reserve_scope_config",parentData:data,parentDataProperty:"reserve_scope_config",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate26.errors : vErrors.concat(validate26.errors);
errors = vErrors.length;
}
}
if(data.scope_id !== undefined){
let data2 = data.scope_id;
if(typeof data2 === "string"){
if(!pattern12.test(data2)){
const err2 = {instancePath:instancePath+"/scope_id",schemaPath:"#/properties/scope_id/pattern",keyword:"pattern",params:{pattern: "^om[mb]_[0-9a-f]{32}$"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
else {
const err3 = {instancePath:instancePath+"/scope_id",schemaPath:"#/properties/scope_id/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.scope_type !== undefined){
let data3 = data.scope_type;
if(!(((typeof data3 == "number") && (!(data3 % 1) && !isNaN(data3))) && (isFinite(data3)))){
const err4 = {instancePath:instancePath+"/scope_type",schemaPath:"#/properties/scope_type/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(!((data3 === 1) || (data3 === 2))){
const err5 = {instancePath:instancePath+"/scope_type",schemaPath:"#/properties/scope_type/enum",keyword:"enum",params:{allowedValues: schema33.properties.scope_type.enum}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.time_config !== undefined){
if(!(validate29(data.time_config, {instancePath:instancePath+"/time_config",parentData:data,parentDataProperty:"time_config",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate29.errors : vErrors.concat(validate29.errors);
errors = vErrors.length;
}
}
}
else {
const err6 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
validate21.errors = vErrors;
return errors === 0;
}
validate21.evaluated = {"props":{"approve_config":true,"reserve_scope_config":true,"scope_id":true,"scope_type":true,"time_config":true},"dynamicProps":false,"dynamicItems":false};


function validate20(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="urn:mocklark:event" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate20.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.schema === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "schema"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.header === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "header"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.event === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "event"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.schema !== undefined){
let data0 = data.schema;
if(typeof data0 !== "string"){
const err3 = {instancePath:instancePath+"/schema",schemaPath:"#/properties/schema/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if("2.0" !== data0){
const err4 = {instancePath:instancePath+"/schema",schemaPath:"#/properties/schema/const",keyword:"const",params:{allowedValue: "2.0"}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.header !== undefined){
let data1 = data.header;
if(data1 && typeof data1 == "object" && !Array.isArray(data1)){
if(data1.event_id === undefined){
const err5 = {instancePath:instancePath+"/header",schemaPath:"#/$defs/eventHeader/required",keyword:"required",params:{missingProperty: "event_id"}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if(data1.token === undefined){
const err6 = {instancePath:instancePath+"/header",schemaPath:"#/$defs/eventHeader/required",keyword:"required",params:{missingProperty: "token"}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(data1.create_time === undefined){
const err7 = {instancePath:instancePath+"/header",schemaPath:"#/$defs/eventHeader/required",keyword:"required",params:{missingProperty: "create_time"}};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if(data1.event_type === undefined){
const err8 = {instancePath:instancePath+"/header",schemaPath:"#/$defs/eventHeader/required",keyword:"required",params:{missingProperty: "event_type"}};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
if(data1.tenant_key === undefined){
const err9 = {instancePath:instancePath+"/header",schemaPath:"#/$defs/eventHeader/required",keyword:"required",params:{missingProperty: "tenant_key"}};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
if(data1.app_id === undefined){
const err10 = {instancePath:instancePath+"/header",schemaPath:"#/$defs/eventHeader/required",keyword:"required",params:{missingProperty: "app_id"}};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
if(data1.event_id !== undefined){
let data2 = data1.event_id;
if(typeof data2 === "string"){
if(!pattern4.test(data2)){
const err11 = {instancePath:instancePath+"/header/event_id",schemaPath:"#/$defs/eventHeader/properties/event_id/pattern",keyword:"pattern",params:{pattern: "^[0-9a-f]{32}$"}};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
else {
const err12 = {instancePath:instancePath+"/header/event_id",schemaPath:"#/$defs/eventHeader/properties/event_id/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data1.token !== undefined){
if(typeof data1.token !== "string"){
const err13 = {instancePath:instancePath+"/header/token",schemaPath:"#/$defs/eventHeader/properties/token/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data1.create_time !== undefined){
let data4 = data1.create_time;
if(typeof data4 === "string"){
if(!pattern5.test(data4)){
const err14 = {instancePath:instancePath+"/header/create_time",schemaPath:"#/$defs/eventHeader/properties/create_time/pattern",keyword:"pattern",params:{pattern: "^[0-9]{13}$"}};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
else {
const err15 = {instancePath:instancePath+"/header/create_time",schemaPath:"#/$defs/eventHeader/properties/create_time/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
if(data1.event_type !== undefined){
let data5 = data1.event_type;
if(typeof data5 !== "string"){
const err16 = {instancePath:instancePath+"/header/event_type",schemaPath:"#/$defs/eventHeader/properties/event_type/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
if("vc.reserve_config.updated_v1" !== data5){
const err17 = {instancePath:instancePath+"/header/event_type",schemaPath:"#/$defs/eventHeader/properties/event_type/const",keyword:"const",params:{allowedValue: "vc.reserve_config.updated_v1"}};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
if(data1.tenant_key !== undefined){
let data6 = data1.tenant_key;
if(typeof data6 === "string"){
if(!pattern6.test(data6)){
const err18 = {instancePath:instancePath+"/header/tenant_key",schemaPath:"#/$defs/eventHeader/properties/tenant_key/pattern",keyword:"pattern",params:{pattern: "^[0-9a-f]{16}$"}};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
else {
const err19 = {instancePath:instancePath+"/header/tenant_key",schemaPath:"#/$defs/eventHeader/properties/tenant_key/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
if(data1.app_id !== undefined){
let data7 = data1.app_id;
if(typeof data7 === "string"){
if(!pattern7.test(data7)){
const err20 = {instancePath:instancePath+"/header/app_id",schemaPath:"#/$defs/eventHeader/properties/app_id/pattern",keyword:"pattern",params:{pattern: "^cli_[0-9a-f]{16}$"}};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
else {
const err21 = {instancePath:instancePath+"/header/app_id",schemaPath:"#/$defs/eventHeader/properties/app_id/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
}
else {
const err22 = {instancePath:instancePath+"/header",schemaPath:"#/$defs/eventHeader/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
if(data.event !== undefined){
if(!(validate21(data.event, {instancePath:instancePath+"/event",parentData:data,parentDataProperty:"event",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate21.errors : vErrors.concat(validate21.errors);
errors = vErrors.length;
}
}
}
else {
const err23 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
validate20.errors = vErrors;
return errors === 0;
}
validate20.evaluated = {"props":{"schema":true,"header":true,"event":true},"dynamicProps":false,"dynamicItems":false};

